"""The declared metrics: short names, headings and meanings of the API's columns, and the patterns of the systematic ones.

In the API's names ``_1`` means paid (the ad itself), ``_2`` earned (the ad after somebody saved it to a board), ``TOTAL_`` both;
DOLLAR means the ad account's currency.
"""

from __future__ import annotations

from typing import NamedTuple


class Declaration(NamedTuple):
    """One metric as it is declared; kind, unit and the way it adds up follow from the column's name and the formula.

    Attributes:
        name: the short name.
        api: the API's column; empty for a ratio that only pinads computes.
        heading: the heading in a table; empty for the name in capitals.
        meaning: one sentence.
        formula: ``spend / clicks`` or ``1000 * spend / impressions``, in short names; empty for what is not such a ratio.
    """

    name: str
    api: str
    heading: str
    meaning: str
    formula: str = ""


_COMMON = """
    spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks
    outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value
    paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr
    earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend
    video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend
    cpv cpcv cpcv_p95 paid_video_views earned_video_views
    page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs
    signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install
    page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue
    web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout
    offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions
"""
COMMON_METRICS = tuple(_COMMON.split())
"""The short names of the metrics that people use, in order of importance."""

BY_HAND = (
    Declaration("spend", "SPEND_IN_DOLLAR", "SPEND", "Money spent on the ads."),
    Declaration("spend_micros", "SPEND_IN_MICRO_DOLLAR", "SPEND MICRO", "Money spent, from the column that has it in millionths."),
    Declaration("ads_credit_spend", "ADS_CREDIT_SPEND_IN_DOLLAR", "CREDIT SPEND", "The part of the spend that advertising credit paid."),
    Declaration(
        "ads_credit_spend_micros",
        "ADS_CREDIT_SPEND_IN_MICRO_DOLLAR",
        "CREDIT SPEND MICRO",
        "Spend that advertising credit paid, from the column that has it in millionths.",
    ),
    Declaration("video_spend", "VIDEO_SPEND_IN_DOLLAR", "", "Money spent on video ads."),
    Declaration("impressions", "TOTAL_IMPRESSION", "IMPR", "Times the ad was on screen, paid and earned."),
    Declaration("paid_impressions", "IMPRESSION_1", "PAID IMPR", "Times the ad itself was on screen."),
    Declaration("earned_impressions", "IMPRESSION_2", "EARNED IMPR", "Times the ad was on screen after somebody saved it to a board."),
    Declaration("billed_impressions", "PAID_IMPRESSION", "", "Impressions that were charged for."),
    Declaration("gross_impressions", "IMPRESSION_1_GROSS", "", "Paid impressions before invalid traffic is taken out."),
    Declaration("reach", "TOTAL_IMPRESSION_USER", "REACH", "Different people who saw the ad."),
    Declaration("frequency", "TOTAL_IMPRESSION_FREQUENCY", "FREQ", "How often a person saw the ad on average."),
    Declaration("clicks", "TOTAL_CLICKTHROUGH", "CLICKS", "Pin clicks on the ad, paid and earned, on or off Pinterest."),
    Declaration("paid_clicks", "CLICKTHROUGH_1", "", "Pin clicks on the ad itself."),
    Declaration("earned_clicks", "CLICKTHROUGH_2", "", "Pin clicks on the ad after somebody saved it to a board."),
    Declaration("gross_clicks", "CLICKTHROUGH_1_GROSS", "", "Paid clicks before invalid traffic is taken out."),
    Declaration("outbound_clicks", "OUTBOUND_CLICK_1", "OUT CLICKS", "Clicks on the ad itself that led to its destination."),
    Declaration(
        "earned_outbound_clicks", "OUTBOUND_CLICK_2", "", "Clicks that led to the destination after somebody saved the ad to a board."
    ),
    Declaration("saves", "REPIN_1", "SAVES", "Times the ad itself was saved to a board."),
    Declaration("earned_saves", "REPIN_2", "", "Times the ad was saved again from another person's board."),
    Declaration("engagements", "TOTAL_ENGAGEMENT", "ENGAGEMENTS", "Clicks, saves, swipes and other actions on the ad, paid and earned."),
    Declaration("paid_engagements", "ENGAGEMENT_1", "", "Actions on the ad itself."),
    Declaration("earned_engagements", "ENGAGEMENT_2", "", "Actions on the ad after somebody saved it to a board."),
    Declaration("conversions", "TOTAL_CONVERSIONS", "CONV", "Conversions of every event that the ad led to."),
    Declaration("conversion_value", "TOTAL_CONVERSIONS_VALUE_IN_MICRO_DOLLAR", "CONV VALUE", "Value of the conversions of every event."),
    Declaration("conversion_items", "TOTAL_CONVERSIONS_QUANTITY", "", "Items in the conversions of every event."),
    Declaration("checkouts", "TOTAL_CHECKOUT", "CHECKOUTS", "Checkouts that the ad led to."),
    Declaration("revenue", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR", "REVENUE", "Value of the checkouts that the ad led to."),
    Declaration("leads", "LEADS", "LEADS", "Leads from the forms of lead ads."),
    Declaration("skan_installs", "INAPP_SKAN_APP_INSTALL", "", "App installs that Apple's SKAdNetwork attributes to the ad."),
    Declaration("skan_assisted_installs", "INAPP_SKAN_ASSISTED_APP_INSTALL", "", "App installs that SKAdNetwork says the ad assisted."),
    Declaration("add_to_wishlists", "TOTAL_ADD_TO_WISHLIST", "", "Additions to a wish list that the ad led to."),
    Declaration("subscriptions", "TOTAL_SUBSCRIBE", "", "Subscriptions that the ad led to."),
    Declaration("onsite_checkouts", "ONSITE_CHECKOUTS_1", "", "Paid checkouts that were made on Pinterest."),
    Declaration("destination_views", "TOTAL_DESTINATION_VIEWS", "", "Views of the page that the ad leads to."),
    Declaration("quiz_completions", "QUIZ_COMPLETED", "", "Quizzes that were completed."),
    Declaration("quiz_result_opens", "QUIZ_PIN_RESULT_OPEN", "", "Times the result of a quiz was opened."),
    Declaration("quiz_completion_rate", "QUIZ_COMPLETION_RATE", "", "Completed quizzes as a part of those that were begun."),
    Declaration("video_viewable_rate", "PAID_VIDEO_VIEWABLE_RATE", "", "Part of the paid video impressions that were viewable."),
    # Ratios. Where they have a formula they are recomputed, so that totals and parts of them are right.
    Declaration("ctr", "ECTR", "CTR %", "Clicks per impression.", "clicks / impressions"),
    Declaration("paid_ctr", "CTR", "PAID CTR %", "Paid clicks per paid impression.", "paid_clicks / paid_impressions"),
    Declaration("earned_ctr", "CTR_2", "EARNED CTR %", "Earned clicks per earned impression.", "earned_clicks / earned_impressions"),
    Declaration(
        "outbound_ctr", "OUTBOUND_CTR_1", "OUT CTR %", "Outbound clicks per paid impression.", "outbound_clicks / paid_impressions"
    ),
    Declaration("total_outbound_ctr", "OUTBOUND_CTR", "", "Outbound clicks per impression, paid and earned."),
    Declaration("cpc", "ECPC_IN_DOLLAR", "CPC", "Cost of a click.", "spend / clicks"),
    Declaration(
        "cpc_micros", "ECPC_IN_MICRO_DOLLAR", "CPC MICRO", "Cost of a click, from the spend in millionths.", "spend_micros / clicks"
    ),
    Declaration("paid_cpc", "CPC_IN_MICRO_DOLLAR", "PAID CPC", "Cost of a paid click.", "spend / paid_clicks"),
    Declaration("cpm", "CPM_IN_DOLLAR", "CPM", "Cost of a thousand paid impressions.", "1000 * spend / paid_impressions"),
    Declaration(
        "cpm_micros",
        "CPM_IN_MICRO_DOLLAR",
        "CPM MICRO",
        "Cost of a thousand paid impressions, from the spend in millionths.",
        "1000 * spend_micros / paid_impressions",
    ),
    Declaration("ecpm", "ECPM_IN_MICRO_DOLLAR", "ECPM", "Cost of a thousand impressions, paid and earned.", "1000 * spend / impressions"),
    Declaration(
        "cost_per_outbound_click",
        "COST_PER_OUTBOUND_CLICK_IN_DOLLAR_1",
        "CPOC",
        "Cost of a click that led to the destination.",
        "spend / outbound_clicks",
    ),
    Declaration("total_cost_per_outbound_click", "COST_PER_OUTBOUND_CLICK_IN_DOLLAR", "", "Cost of an outbound click, paid and earned."),
    Declaration(
        "cost_per_outbound_click_plain",
        "COST_PER_OUTBOUND_CLICK",
        "",
        "Cost of an outbound click in a unit that Pinterest does not document.",
    ),
    Declaration("cpe", "ECPE_IN_DOLLAR", "CPE", "Cost of an engagement.", "spend / engagements"),
    Declaration("engagement_rate", "EENGAGEMENT_RATE", "ENG %", "Engagements per impression.", "engagements / impressions"),
    Declaration(
        "paid_engagement_rate",
        "ENGAGEMENT_RATE",
        "PAID ENG %",
        "Paid engagements per paid impression.",
        "paid_engagements / paid_impressions",
    ),
    Declaration("save_rate", "REPIN_RATE", "SAVE %", "Saves of the ad itself per paid impression.", "saves / paid_impressions"),
    Declaration("total_save_rate", "TOTAL_REPIN_RATE", "TOTAL SAVE %", "Saves per impression, paid and earned."),
    Declaration("conversion_rate", "", "CVR %", "Conversions per click.", "conversions / clicks"),
    Declaration("cpa", "", "CPA", "Cost of a conversion.", "spend / conversions"),
    Declaration("aov", "", "AOV", "Average value of a checkout.", "revenue / checkouts"),
    Declaration("roas", "CHECKOUT_ROAS", "ROAS", "Value of checkouts per unit of money spent.", "revenue / spend"),
    Declaration("cost_per_checkout", "", "COST/CHECKOUT", "Cost of a checkout.", "spend / checkouts"),
    Declaration("cost_per_signup", "", "COST/SIGNUP", "Cost of a signup.", "spend / signups"),
    Declaration("cost_per_add_to_cart", "", "COST/CART", "Cost of an addition to a cart.", "spend / add_to_carts"),
    Declaration("cost_per_lead", "COST_PER_LEAD", "COST/LEAD", "Cost of a lead from a lead ad.", "spend / leads"),
    Declaration(
        "cost_per_skan_install", "INAPP_SKAN_APP_INSTALL_COST_PER_ACTION", "", "Cost of a SKAdNetwork install.", "spend / skan_installs"
    ),
    Declaration(
        "skan_install_conversion_rate", "INAPP_SKAN_APP_INSTALL_CONVERSION_RATE", "", "Pinterest's conversion rate of SKAdNetwork installs."
    ),
    Declaration("cpv", "ECPV_IN_DOLLAR", "CPV", "Cost of a video view.", "spend / video_views"),
    Declaration("cpv_micros", "CPV_IN_MICRO_DOLLAR", "CPV MICRO", "Cost of a paid video view, as Pinterest computes it."),
    Declaration("cpcv", "ECPCV_IN_DOLLAR", "CPCV", "Cost of a completed video view, as Pinterest computes it."),
    Declaration("cpcv_micros", "CPCV_IN_MICRO_DOLLAR", "CPCV MICRO", "Cost of a paid completed video view, as Pinterest computes it."),
    Declaration("cpcv_p95", "ECPCV_P95_IN_DOLLAR", "CPCV 95%", "Cost of a video view up to 95% of its length, as Pinterest computes it."),
    Declaration(
        "cpcv_p95_micros", "CPCV_P95_IN_MICRO_DOLLAR", "CPCV 95% MICRO", "Cost of a paid video view up to 95%, as Pinterest computes it."
    ),
)
"""The metrics with short names of their own."""

ATTRIBUTES = {
    "ADVERTISER_ID": "Id of the advertiser.",
    "AD_ACCOUNT_ID": "Id of the ad account.",
    "AD_GROUP_BID_MULTIPLIER": "Factor by which the ad group's bids are raised or lowered.",
    "AD_GROUP_BUDGET_IN_LOCAL_CURRENCY": "The ad group's budget, in the unit in which Pinterest answers it.",
    "AD_GROUP_BUDGET_TYPE": "Whether the ad group's budget is for a day, for its lifetime, or the campaign's.",
    "AD_GROUP_ENTITY_STATUS": "The ad group's status, as it was set.",
    "AD_GROUP_ID": "Id of the ad group.",
    "AD_GROUP_NAME": "Name of the ad group.",
    "AD_GROUP_OPTIMIZATION": "The goal that the ad group is optimized for.",
    "AD_GROUP_STATUS": "The ad group's delivery status.",
    "AD_ID": "Id of the ad.",
    "AD_NAME": "Name of the ad.",
    "AD_STATUS": "The ad's delivery status.",
    "CAMPAIGN": "The campaign, as Pinterest shows it in reports.",
    "CAMPAIGN_BRAND_LABEL": "The campaign's label of a brand.",
    "CAMPAIGN_BUDGET_OPTIMIZATION": "Whether the campaign shares its budget among its ad groups.",
    "CAMPAIGN_CUSTOM_LABELS": "The campaign's own labels.",
    "CAMPAIGN_DAILY_SPEND_CAP": "Most to spend in a day, in the unit in which Pinterest answers it.",
    "CAMPAIGN_ENTITY_STATUS": "The campaign's status, as it was set.",
    "CAMPAIGN_ID": "Id of the campaign.",
    "CAMPAIGN_LIFETIME_SPEND_CAP": "Most to spend in all, in the unit in which Pinterest answers it.",
    "CAMPAIGN_MANAGED_STATUS": "Whether Pinterest manages the campaign.",
    "CAMPAIGN_NAME": "Name of the campaign.",
    "CAMPAIGN_OBJECTIVE_TYPE": "The campaign's objective.",
    "CAMPAIGN_STATUS": "The campaign's delivery status.",
    "IS_CATALOG_CREATIVE_CAMPAIGN": "Whether the campaign's creatives come from a catalog.",
    "IS_PREMIERE_CAMPAIGN": "Whether the campaign is a Premiere campaign.",
    "ORDER_LINE_ID": "Id of the order line.",
    "ORDER_LINE_NAME": "Name of the order line.",
    "SPEND_ORDER_LINE_ID": "Id of the order line that is charged.",
    "PIN_ID": "Id of the Pin that the ad promotes.",
    "PIN_PROMOTION_ID": "Id of the ad, by its former name.",
    "PIN_PROMOTION_NAME": "Name of the ad, by its former name.",
    "PIN_PROMOTION_STATUS": "Delivery status of the ad, by its former name.",
    "PROMO_ID": "Id of the promotion.",
    "PROMO_NAME": "Name of the promotion.",
    "PRODUCT_GROUP_AD_IMAGE_TAG": "Tag of the image in an ad of a product group.",
    "PRODUCT_GROUP_AD_VIDEO_TAG": "Tag of the video in an ad of a product group.",
    "PRODUCT_GROUP_ID": "Id of the product group.",
    "PRODUCT_GROUP_STATUS": "The product group's delivery status.",
    "PRODUCT_ITEM_BRAND": "Brand of the product.",
    "PRODUCT_ITEM_CURRENCY": "Currency of the product's price.",
    "PRODUCT_ITEM_DESCRIPTION": "Description of the product.",
    "PRODUCT_ITEM_IMAGE_URL": "Address of the product's image.",
    "PRODUCT_ITEM_NAME": "Name of the product.",
    "PRODUCT_ITEM_PIN_URL": "Address of the product's Pin.",
    "PRODUCT_ITEM_PRICE": "Price of the product, in the product's currency.",
    "PRODUCT_ITEM_PRODUCT_CATEGORY": "Category of the product.",
    "PRODUCT_ITEM_PRODUCT_TYPE": "Type of the product.",
    "PRODUCT_ITEM_PRODUCT_URL": "Address of the product's page.",
    "PRODUCT_ITEM_SALE_PRICE": "Reduced price of the product, in the product's currency.",
    "STANDARD_AD_FEED_ITEM_ID": "Id of the feed's item that a standard ad was made from.",
    "VIDEO_LENGTH": "Length of the video, as Pinterest answers it.",
}
"""The columns that describe an entity, with their meanings; their short names are those of the API, in small letters."""

"""The closed lists of the API: the values of a field.

Reads accept any value. In a write, a value that may be newer than its list is sent with a warning, and a near miss of a
known one is refused (``pinads.sdk.schema.unknown_values``).
Source: Pinterest's API description, version 5.28.0.
"""

from typing import Annotated

from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.marks import Choices, Final

API_VERSION = "5.28.0"
"""The version of Pinterest's API description that the declarations follow."""

EntityStatus = Annotated[str, Choices("ACTIVE PAUSED ARCHIVED DRAFT DELETED_DRAFT"), Final(("ARCHIVED", "DELETED_DRAFT"))]
"""The status that the owner of a campaign, ad group or ad sets. ARCHIVED is final."""

ALL_STATUSES = ["ACTIVE", "PAUSED", "ARCHIVED", "DRAFT", "DELETED_DRAFT"]
AUDIENCE_STATUSES = ("INITIALIZING", "READY", "TOO_SMALL", "ELIGIBLE", "PERSONAS_INELIGIBLE_SIZE", "PERSONAS_INITIALIZING")

SummaryStatus = Annotated[
    str,
    Choices("RUNNING PAUSED NOT_STARTED COMPLETED ADVERTISER_DISABLED ARCHIVED DRAFT DELETED_DRAFT"),
]
"""The effective status of a campaign or ad group."""

AdSummaryStatus = Annotated[
    str,
    Choices("APPROVED PAUSED PENDING REJECTED ADVERTISER_DISABLED ARCHIVED DRAFT DELETED_DRAFT"),
]
"""The effective status of an ad, its review included."""

ReviewStatus = Annotated[str, Choices("OTHER PENDING REJECTED APPROVED")]
"""The state of an ad in Pinterest's review."""

RejectedReason = Annotated[
    str,
    Choices(
        "HASHTAGS PROMOTIONS_AND_PRICES TARGETING LANDING_PAGE CAPS_AND_SYMBOLS SHOCKING WEIGHT_LOSS "
        "PROHIBITED_PRODUCT AUTHENTICITY NUDITY CONFUSING_DESIGN URGENCY RATINGS APP ALCOHOL CONTESTS POLITICAL "
        "OTHER IMAGE NAR INCONSISTENT CLICKBAIT NO_DESCRIPTION LOW_QUALITY EXAGGERATED_CLAIMS PINTEREST_BRAND "
        "ALCOHOL_NO_SALE LANDING_PAGE_SPEED LANDING_PAGE_HARDWALL LANDING_PAGE_BROKEN LANDING_PAGE_QUALITY "
        "OUT_OF_STOCK IMAGE_LOW_QUALITY IMAGE_BUSY IMAGE_POORLY_EDITED IMAGE_BEFORE_AFTER UGC FAKE_BUTTONS "
        "WEAPONS SENSITIVE UNACCEPTABLE_BUSINESS SUSPICIOUS_CLAIMS PHARMA SUSPICIOUS_SUPPLEMENTS "
        "ILLEGAL_RECREATIONAL_DRUG LOW_QUALITY_LANDING_PAGE RESTRICTED_HEALTHCARE INCONSISTENT_LANG_FR"
    ),
]
"""A reason why the review refused an ad."""

ObjectiveType = Annotated[
    str, Choices("AWARENESS CONSIDERATION SALES LEADS VIDEO_COMPLETION APP_INSTALL CTV_CONSIDERATION WEB_CONVERSION CATALOG_SALES")
]
"""The goal of a campaign. APP_INSTALL is in closed beta, CTV_CONSIDERATION in beta."""

AnyObjectiveType = Annotated[str, Choices(f"{' '.join(spec_of(ObjectiveType).choices)} VIDEO_VIEW WEB_SESSIONS")]
"""Objectives of campaigns that exist: two more are on old ones, and cannot be set."""

AudienceObjectiveType = Annotated[str, Choices("AWARENESS CONSIDERATION SALES VIDEO_COMPLETION WEB_CONVERSION CATALOG_SALES")]
"""Objectives that an engagement audience is made from."""

PromotionType = Annotated[str, Choices("STANDARD_AD CATALOG LEGACY")]
"""The thing that a campaign promotes: Pins, product groups, or either for older objectives."""

AppPlatform = Annotated[str, Choices("IOS ANDROID")]
"""The system of a promoted app."""

BillableEvent = Annotated[str, Choices("CLICKTHROUGH IMPRESSION VIDEO_V_50_MRC")]
"""The event that an ad group pays for."""

BidStrategy = Annotated[str, Choices("AUTOMATIC_BID MAX_BID TARGET_AVG")]
"""The way in which bids are chosen."""

BudgetType = Annotated[str, Choices("DAILY LIFETIME CBO_ADGROUP")]
"""The period of an ad group's budget; CBO_ADGROUP if the campaign holds the budget."""

PacingDeliveryType = Annotated[str, Choices("STANDARD ACCELERATED")]
"""The speed at which a budget is spent."""

PlacementGroup = Annotated[str, Choices("ALL SEARCH BROWSE OTHER")]
"""The places on Pinterest in which the ads appear."""

PlacementTraffic = Annotated[str, Choices("ALL TWO_COLUMN_FEED FULLSCREEN_FEED")]
"""The feeds of Pinterest in which the ads appear."""

TrackingFeature = Annotated[str, Choices("TRENDS CLONE_META BULK_EDITOR AD_ROTATION")]
"""A tool that an ad group was made with."""

PromotionLevel = Annotated[str, Choices("NONE ITEM AD_GROUP")]
"""The level at which a promotion applies."""

LearningMode = Annotated[str, Choices("NOT_ACTIVE ACTIVE")]
"""The state of conversion learning."""

CreativeType = Annotated[
    str,
    Choices(
        "REGULAR VIDEO SHOPPING CAROUSEL MAX_VIDEO SHOP_THE_PIN COLLECTION IDEA SHOWCASE QUIZ COLLAGE "
        "MAX_WIDTH_REGULAR_COLLECTION MAX_WIDTH_VIDEO_COLLECTION APP"
    ),
]
"""The format of an ad."""

CallToAction = Annotated[
    str,
    Choices(
        "GET_OFFER LEARN_MORE ORDER_NOW SHOP_NOW SIGN_UP SUBSCRIBE BUY_NOW CONTACT_US GET_QUOTE VISIT_SITE "
        "APPLY_NOW BOOK_NOW REQUEST_DEMO REGISTER_NOW FIND_A_DEALER ADD_TO_CART WATCH_NOW READ_MORE BUY_TICKETS "
        "DONATE_NOW DOWNLOAD EXPLORE_MORE FIND_A_LOCATION GET_DEAL GET_RECIPE GET_SHOWTIMES ON_SALE PLAY_GAME "
        "TRY_IT FIND_RETAILERS TAKE_A_PEEK"
    ),
]
"""The text on an ad's button."""

CollectionsHeader = Annotated[str, Choices("SHOP_THIS_COLLECTION EXPLORE_THIS_COLLECTION NO_HEADER")]
"""The heading of a collection's items."""

DisclosureType = Annotated[
    str,
    Choices(
        "NO_DISCLOSURE PRESCRIBING_INFORMATION PRESCRIBING_INFORMATION_BOX_WARNING IMPORTANT_SAFETY_INFO MED_GUIDE PATIENT_INFORMATION"
    ),
]
"""The kind of a pharmaceutical disclosure."""

GridClickType = Annotated[str, Choices("CLOSEUP DIRECT_TO_DESTINATION")]
"""The destination of a click in the grid."""

AudienceType = Annotated[str, Choices("CUSTOMER_LIST VISITOR ENGAGEMENT ACTALIKE PERSONA")]
"""The source of an audience."""

EngagementType = Annotated[str, Choices("click save closeup comment like")]
"""What people of an engagement audience did with Pins."""

AudienceStatus = Annotated[str, Choices(" ".join(AUDIENCE_STATUSES))]
"""The state of an audience while it is made."""

AudienceOperation = Annotated[str, Choices("UPDATE REMOVE")]
"""The effect of an update on an audience."""

OwnershipType = Annotated[str, Choices("OWNED RECEIVED")]
"""Audiences of the account itself, or shared with it."""

ListStatus = Annotated[str, Choices("PROCESSING READY TOO_SMALL UPLOADING")]
"""The state of a customer list while it is matched."""

ListType = Annotated[str, Choices("EMAIL IDFA MAID LR_ID DLX_ID HASHED_PINNER_ID")]
"""The kind of the records of a customer list."""

ListOperation = Annotated[str, Choices("ADD REMOVE")]
"""The effect of an update on the records of a customer list."""

MatchType = Annotated[str, Choices("BROAD PHRASE EXACT EXACT_NEGATIVE PHRASE_NEGATIVE")]
"""The way in which a keyword matches a search; the NEGATIVE ones exclude."""

Order = Annotated[str, Choices("ASCENDING DESCENDING")]
"""Sorting by id: the oldest or the newest first."""

AgeBucket = Annotated[str, Choices("18-24 19+ 20+ 21+ 25-34 35-44 45-49 50-54 55-64 65+")]
"""An age range (older form of targeting by age)."""

AppType = Annotated[str, Choices("android_mobile android_tablet ipad iphone web web_mobile")]
"""A kind of device."""

Gender = Annotated[str, Choices("unknown male female")]
"""A gender to target."""

TargetingPart = Annotated[
    str,
    Choices(
        "AGE_BUCKET APPTYPE AUDIENCE_EXCLUDE AUDIENCE_INCLUDE GENDER GEO GEO_EXCLUDE INTEREST LOCALE LOCATION "
        "LOCATION_EXCLUDE MAXIMUM_AGE MINIMUM_AGE SHOPPING_RETARGETING"
    ),
]
"""A part of the targeting that an operation changes."""

TargetingChange = Annotated[str, Choices("SET ADD REMOVE")]
"""The effect of an operation on a part of the targeting; ages and dynamic retargeting can only be SET."""

TargetingStrategy = Annotated[str, Choices("CHOOSE_YOUR_OWN FIND_NEW_CUSTOMERS RECONNECT_WITH_USERS")]
"""The goal that targeting serves."""

Placement = Annotated[str, Choices("SEARCH BROWSE RELATED_PINS")]
"""A placement that a bid multiplier is for."""

BidMask = Annotated[str, Choices("AUDIENCE APP_TYPE PLACEMENT GENDER AGE_BUCKET FREQUENCY")]
"""The bid multipliers that an update changes."""

FrequencyWindow = Annotated[str, Choices("WEEK MONTH")]
"""The span in which a person's impressions are counted for bids."""

ConversionEvent = Annotated[
    str,
    Choices("PAGE_VISIT SIGNUP CHECKOUT CUSTOM VIEW_CATEGORY SEARCH ADD_TO_CART WATCH_VIDEO LEAD APP_INSTALL"),
]
"""The conversion that delivery is optimised for."""

TimeRange = Annotated[str, Choices("THIRTY_DAY DAY SEVEN_DAY TWENTY_MINUTE TEN_MINUTE TWENTY_FOUR_HOUR")]
"""The span that a frequency goal counts in."""

TieBreaker = Annotated[str, Choices("RANDOM CUSTOM")]
"""The way in which a quiz settles a tie."""

Role = Annotated[
    str,
    Choices(
        "OWNER ADMIN ANALYST SOS_READER FINANCE_MANAGER FINANCE_VIEW FINANCE_EDIT AUDIENCE_MANAGER "
        "CAMPAIGN_MANAGER CATALOGS_MANAGER RESTRICTED_OWNER PROFILE_MANAGER PROFILE_PUBLISHER "
        "RESOURCE_PINNER_LIST_OWNER RESOURCE_PINNER_LIST_READER BIZ_PINNER_LIST_SHARER "
        "RESOURCE_CONVERSION_TAGS_READER"
    ),
]
"""The rights of a user in an ad account."""

Currency = Annotated[
    str,
    Choices("UNK USD GBP CAD EUR AUD NZD SEK ILS CHF HKD JPY SGD KRW NOK DKK PLN RON HUF CZK BRL MXN ARS CLP COP INR TRY"),
]
"""Currencies of ad accounts (ISO 4217)."""

Country = Annotated[
    str,
    Choices(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW "
        "BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI "
        "FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN "
        "IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF "
        "MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG "
        "PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX "
        "SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT "
        "ZA ZM ZW"
    ),
]
"""Countries (ISO 3166-1 alpha-2)."""

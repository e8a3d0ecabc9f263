"""Pinterest's own SDK (pinterest-api-sdk), unmodified, against a running emulator.

Not a test module: it runs in an environment of its own, ``python journey_pinterest_sdk.py http://127.0.0.1:PORT/v5``,
and prints OK.
"""

import os
import sys
import tempfile
from pathlib import Path


def main(base_url):
    os.environ.update(PINTEREST_API_URI=base_url, PINTEREST_ACCESS_TOKEN="pina_TEST_journey")
    # The SDK searches the parent of the working directory for a config.json on import.
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(Path(empty))
        Path("below").mkdir()
        os.chdir("below")
        account = ad_account()
        campaign = campaigns(account)
        ad_group = ad_groups(account, campaign)
        ads(account, ad_group)
        customer_list = customer_lists(account)
        audiences(account, customer_list)
        keywords(account, campaign, ad_group)
        refreshed(account)
        os.chdir("/")
    print("OK")


def refused(call, *words):
    """Make a call that must raise an exception whose text has these words."""
    said = None
    try:
        call()
    except Exception as error:
        said = str(error)
    assert said is not None, "it was accepted"
    assert all(word in said for word in words), f"{said} lacks {words}"


def ad_account():
    from pinterest.ads.ad_accounts import AdAccount

    made = AdAccount.create(name="Journey", owner_user_id="383791336903426391", country="US", currency="USD")
    again = AdAccount(ad_account_id=made.id)
    assert (again.name, str(again.country), str(again.currency)) == ("Journey", "US", "USD"), again
    assert not again.list_campaigns()[0]
    return made.id


def campaigns(account):
    from pinterest.ads.ad_accounts import AdAccount
    from pinterest.ads.campaigns import Campaign

    made = Campaign.create(
        ad_account_id=account,
        name="SDK campaign",
        objective_type="AWARENESS",
        daily_spend_cap=10_000_000,
        tracking_urls={"impression": ["not a url"], "click": ["https://example.com/click"]},
    )
    assert made.tracking_urls == {"click": ["https://example.com/click"]}, made.tracking_urls
    assert str(made.summary_status) == "RUNNING", made.summary_status
    refused(lambda: Campaign.create(ad_account_id=account, name="No budget", objective_type="AWARENESS"), "Failed with code 2384")
    assert made.pause()
    assert made.set_daily_budget(25_000_000)
    assert made.get_daily_budget() == 25_000_000
    assert made.update_fields(name="SDK campaign, renamed")
    assert Campaign(ad_account_id=account, campaign_id=made.id).name == "SDK campaign, renamed"
    for number in range(4):
        Campaign.create(ad_account_id=account, name=f"C{number}", objective_type="CONSIDERATION", is_campaign_budget_optimization=False)
    page, bookmark = Campaign.get_all(ad_account_id=account, page_size=2)
    seen = [campaign.id for campaign in page]
    while bookmark:
        page, bookmark = bookmark.get_next()
        seen += [campaign.id for campaign in page]
    assert len(seen) == len(set(seen)) == 5, seen
    chosen, _ = Campaign.get_all(ad_account_id=account, campaign_ids=seen[1:3], entity_statuses=["ACTIVE", "PAUSED"])
    assert [campaign.id for campaign in chosen] == seen[1:3]
    assert len(AdAccount(ad_account_id=account).list_campaigns()[0]) == 5
    last = Campaign(ad_account_id=account, campaign_id=seen[-1])
    assert last.archive()
    assert len(Campaign.get_all(ad_account_id=account)[0]) == 4
    return made


def ad_groups(account, campaign):
    from pinterest.ads.ad_groups import AdGroup

    made = AdGroup.create(
        ad_account_id=account,
        campaign_id=campaign.id,
        name="SDK ad group",
        billable_event="IMPRESSION",
        budget_in_micro_currency=5_000_000,
        bid_in_micro_currency=1_000_000,
        auto_targeting_enabled=False,
        targeting_spec={"age_bucket": ["35-44"], "location": ["US"]},
    )
    assert made.targeting_spec.to_dict() == {"age_bucket": ["35-44"], "location": ["US"]}, made.targeting_spec
    # The SDK sends null for every field that is omitted, except this one, which it refuses as null.
    plain = AdGroup.create(
        ad_account_id=account, campaign_id=campaign.id, name="Plain", billable_event="IMPRESSION", auto_targeting_enabled=True
    )
    assert plain.budget_in_micro_currency is None
    assert made.update_fields(name="SDK ad group 2", targeting_spec={"gender": ["female"]})
    assert AdGroup(ad_account_id=account, ad_group_id=made.id).targeting_spec.to_dict() == {"gender": ["female"]}
    assert {ad_group.id for ad_group in campaign.list_ad_groups()[0]} == {made.id, plain.id}
    assert [ad_group.id for ad_group in AdGroup.get_all(ad_account_id=account, ad_group_ids=[plain.id])[0]] == [plain.id]
    return made


def ads(account, ad_group):
    from pinterest.ads.ads import Ad

    made = Ad.create(
        ad_account_id=account,
        ad_group_id=ad_group.id,
        creative_type="REGULAR",
        pin_id="394205773611545468",
        name="SDK ad",
        status="ACTIVE",
        tracking_urls={"impression": ["not a url"]},
    )
    assert (made.name, str(made.creative_type)) == ("SDK ad", "REGULAR"), made
    assert not made.tracking_urls
    assert made.update_fields(name="SDK ad 2", status="PAUSED")
    assert Ad(ad_account_id=account, ad_id=made.id).name == "SDK ad 2"
    assert [ad.id for ad in Ad.get_all(ad_account_id=account, ad_ids=[made.id])[0]] == [made.id]
    assert [ad.id for ad in ad_group.list_ads(ad_ids=[made.id])[0]] == [made.id]
    refused(
        lambda: Ad.create(ad_account_id=account, ad_group_id="1", creative_type="REGULAR", pin_id="394205773611545468"),
        "no ad group 1",
    )


def customer_lists(account):
    from pinterest.ads.customer_lists import CustomerList

    made = CustomerList.create(ad_account_id=account, name="SDK list", records="a@example.com,b@example.com")
    assert (made.num_uploaded_user_records, made.num_batches) == (2, 1), made
    assert made.add_record("c@example.com")
    assert made.remove_record("a@example.com")
    assert (made.num_uploaded_user_records, made.num_removed_user_records, made.num_batches) == (3, 1, 3), made
    assert [found.id for found in CustomerList.get_all(ad_account_id=account)[0]] == [made.id]
    return made


def audiences(account, customer_list):
    from pinterest.ads.audiences import Audience

    made = Audience.create(
        ad_account_id=account, name="SDK audience", rule={"customer_list_id": customer_list.id}, audience_type="CUSTOMER_LIST"
    )
    engaged = Audience.create(ad_account_id=account, name="Engaged", rule={"engager_type": 1}, audience_type="ENGAGEMENT")
    assert made.update_fields(name="SDK audience 2")
    assert Audience(ad_account_id=account, audience_id=made.id).name == "SDK audience 2"
    assert {audience.id for audience in Audience.get_all(ad_account_id=account)[0]} == {made.id, engaged.id}


def keywords(account, campaign, ad_group):
    from pinterest.ads.keywords import Keyword

    made = Keyword.create(ad_account_id=account, parent_id=ad_group.id, value="linen", match_type="EXACT", bid=200_000)
    negative = Keyword.create(ad_account_id=account, parent_id=campaign.id, value="free", match_type="EXACT_NEGATIVE")
    refused(lambda: Keyword.create(ad_account_id=account, parent_id=ad_group.id, value="no match type"), "match_type")
    refused(lambda: Keyword.create(ad_account_id=account, parent_id=campaign.id, value="x", match_type="BROAD"), "NEGATIVE")
    assert [keyword.id for keyword in Keyword.get_all(ad_account_id=account, ad_group_id=ad_group.id)[0]] == [made.id]
    assert [keyword.id for keyword in Keyword.get_all(ad_account_id=account, campaign_id=campaign.id)[0]] == [negative.id]
    for number in range(3):
        Keyword.create(ad_account_id=account, parent_id=account, value=f"negative {number}", match_type="PHRASE_NEGATIVE")
    page, bookmark = Keyword.get_all(ad_account_id=account, page_size=2)
    following, end = bookmark.get_next()
    assert (len(page), len(following), end) == (2, 1, None)
    assert made.update_fields(archived=True)
    assert not Keyword.get_all(ad_account_id=account, ad_group_id=ad_group.id)[0]


def refreshed(account):
    from pinterest.ads.ad_accounts import AdAccount
    from pinterest.client import PinterestSDKClient

    client = PinterestSDKClient.create_client_with_refresh_token(refresh_token="pinr_TEST_journey", app_id="1234", app_secret="TEST")
    assert AdAccount(ad_account_id=account, client=client).name == "Journey"
    refused(
        lambda: PinterestSDKClient.create_client_with_refresh_token(refresh_token="pinr_TEST_journey", app_id="1234", app_secret="TEST"),
        "400",
    )


if __name__ == "__main__":
    main(sys.argv[1])

"""A program for Pinterest's own Python SDK that uses everything its ads modules document. With other imports it runs on pinads."""

import os

from pinterest.ads.ad_accounts import AdAccount
from pinterest.ads.ad_groups import AdGroup
from pinterest.ads.ads import Ad
from pinterest.ads.audiences import Audience
from pinterest.ads.campaigns import Campaign
from pinterest.ads.customer_lists import CustomerList
from pinterest.ads.keywords import Keyword
from pinterest.client import PinterestSDKClient


def everything(first_page):
    """All entities of a listing: its first page, and what its bookmarks lead to."""
    entities, bookmark = first_page
    while bookmark:
        page, bookmark = bookmark.get_next()
        entities = entities + page
    return entities


PinterestSDKClient.set_default_client(PinterestSDKClient.create_client_with_token(os.environ["PINTEREST_ACCESS_TOKEN"]))
account = AdAccount(ad_account_id=AdAccount.create(name="Shop", owner_user_id="383791336903426391", country="US", currency="USD").id)
shop = account.id
print(account.name, account.country)

campaigns = [
    Campaign.create(ad_account_id=shop, name=f"Campaign {number}", objective_type="AWARENESS", daily_spend_cap=10_000_000 * number)
    for number in (1, 2, 3)
]
campaign = Campaign(ad_account_id=shop, campaign_id=campaigns[0].id)
print(campaign.pause(), campaign.activate(), campaign.set_daily_budget(25_000_000), campaign.get_daily_budget())
print(campaign.update_fields(name="Campaign 1, renamed"), campaigns[2].archive())
print(sorted(each.name for each in everything(Campaign.get_all(ad_account_id=shop, page_size=1))))
print(sorted(each.name for each in everything(account.list_campaigns(entity_statuses=["ARCHIVED"], page_size=5))))
flight = Campaign.create(ad_account_id=shop, name="Flight", objective_type="AWARENESS", lifetime_spend_cap=90_000_000)
print(flight.set_lifetime_budget(120_000_000), flight.get_lifetime_budget())

ad_group = AdGroup.create(
    ad_account_id=shop,
    campaign_id=campaign.id,
    name="Ad group",
    billable_event="IMPRESSION",
    budget_in_micro_currency=5_000_000,
    bid_in_micro_currency=1_000_000,
    auto_targeting_enabled=True,
)
print(AdGroup(ad_account_id=shop, ad_group_id=ad_group.id).name, ad_group.update_fields(bid_in_micro_currency=1_500_000))
print([each.name for each in everything(AdGroup.get_all(ad_account_id=shop, campaign_ids=[campaign.id]))])
print([each.name for each in everything(campaign.list_ad_groups())])

ad = Ad.create(ad_account_id=shop, ad_group_id=ad_group.id, creative_type="REGULAR", pin_id="394205773611545468", name="Ad")
print(Ad(ad_account_id=shop, ad_id=ad.id).name, ad.update_fields(name="Ad, renamed", status="PAUSED"))
print([each.name for each in everything(Ad.get_all(ad_account_id=shop, ad_ids=[ad.id]))])
print([each.name for each in everything(ad_group.list_ads(ad_ids=[ad.id]))])

people = CustomerList.create(ad_account_id=shop, name="People", records="a@example.com,b@example.com")
print(people.add_record("c@example.com"), people.remove_record("a@example.com"), int(people.num_uploaded_user_records))
print(people.update_fields(operation_type="ADD", records="d@example.com"))
print(CustomerList(ad_account_id=shop, customer_list_id=people.id).name)
print([each.name for each in everything(CustomerList.get_all(ad_account_id=shop))])
print([each.name for each in everything(account.list_customer_lists())])

audience = Audience.create(ad_account_id=shop, name="Audience", rule={"customer_list_id": people.id}, audience_type="CUSTOMER_LIST")
print(audience.update_fields(name="Audience, renamed"), Audience(ad_account_id=shop, audience_id=audience.id).name)
print([each.name for each in everything(Audience.get_all(ad_account_id=shop))])
print([each.name for each in everything(account.list_audiences())])

keyword = Keyword.create(ad_account_id=shop, parent_id=ad_group.id, value="linen", match_type="EXACT")
print([each.value for each in everything(Keyword.get_all(ad_account_id=shop, ad_group_id=ad_group.id))])
print(keyword.update_fields(archived=True))

"""The main job in thirty lines: a campaign with its ad groups, the ads of a CSV file, keywords, an audience."""

import csv
import sys

from pinads.sdk import Ad, AdGroup, Audience, Campaign, Client, CustomerList, Keyword


def launch(client: Client, account: str, ads_csv: str, people: list[str]) -> dict[str, object]:
    """Set everything up; answers what came of it."""
    campaign = Campaign.create(account, "Autumn", "CONSIDERATION", status="PAUSED", daily_spend_cap=25_000_000, client=client)
    groups = {name: AdGroup.create(account, name, campaign.id, "CLICKTHROUGH", 5_000_000, client=client) for name in ("Sofas", "Lamps")}
    with open(ads_csv, encoding="utf-8", newline="") as file:
        rows = [{"ad_group_id": groups[row.pop("group")].id, **row, "status": "PAUSED"} for row in csv.DictReader(file)]
    refused = [outcome for outcome in Ad.create_many(account, rows, client=client) if not outcome.applied]
    for outcome in refused:
        print(f"{ads_csv}, row {outcome.row + 1}: {outcome.status}: {outcome.message}", file=sys.stderr)

    ads, bookmark = Ad.get_all(account, campaign_ids=[campaign.id], page_size=25, client=client)
    while bookmark:
        page, bookmark = bookmark.get_next()
        ads += page
    done = [ad.activate() for ad in ads[:10]] + [ad.pause() for ad in ads[:5]] + [campaign.set_daily_budget(30_000_000)]
    words = [{"parent_id": groups["Lamps"].id, "value": word, "match_type": "BROAD"} for word in ("desk lamp", "floor lamp")]
    done += [outcome.applied for outcome in Keyword.create_many(account, words, client=client)]
    customers = CustomerList.create(account, "Customers", ",".join(people), client=client)
    audience = Audience.create(account, "Customers", {"customer_list_id": customers.id}, "CUSTOMER_LIST", client=client)
    return {
        "ads": len(ads),
        "refused": [outcome.row + 1 for outcome in refused],
        "active": sum(ad.status == "ACTIVE" for ad in Ad.iter_all(account, campaign_ids=[campaign.id], client=client)),
        "all_done": all(done),
        "budget": campaign.get_daily_budget(),
        "audience": audience.name,
    }

"""What an overview of 100 campaigns costs, beside a bare script that sends the same requests and sums the same figures.

Whole processes in alternating pairs; ``--pairs N`` says how many. Both send three requests: the ad account,
its campaigns, and their figures day by day.
"""

import argparse
import tempfile
from pathlib import Path

from served import PINADS, PYTHON, environment, served
from startup import Case, described, measure

from pinads.emulator import Emulator

CAMPAIGNS = 100
MOST_TIMES = 1.5
SEED = 0
BARE = """
import json, os, requests
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

session, url = requests.Session(), f"{os.environ['PINADS_API_URL']}/ad_accounts/{os.environ['PINADS_ACCOUNT']}"
session.headers["Authorization"] = "Bearer " + os.environ["PINADS_ACCESS_TOKEN"]
zone, day = ZoneInfo(session.get(url).json()["time_zone"]), timedelta(days=1)
today = datetime.now(zone).date()
listed = {"page_size": 250, "order": "ASCENDING", "entity_statuses": "ACTIVE"}
campaigns = session.get(f"{url}/campaigns", params=listed).json()["items"]
starts = [datetime.fromtimestamp(each["start_time"], zone).date() for each in campaigns if each["lifetime_spend_cap"]]
columns = {
    "spend": "SPEND_IN_DOLLAR", "impressions": "TOTAL_IMPRESSION", "clicks": "TOTAL_CLICKTHROUGH",
    "conversions": "TOTAL_CONVERSIONS", "revenue": "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR", "reach": "TOTAL_IMPRESSION_USER",
}
rows = session.get(f"{url}/campaigns/analytics", params={
    "start_date": min([today.replace(day=1), today - 14 * day, *starts]), "end_date": today - day, "columns": ",".join(columns.values()),
    "granularity": "DAY", "reporting_timezone": "AD_ACCOUNT_TIME_ZONE", "campaign_ids": [each["id"] for each in campaigns],
}).json()
by_day = {(row["CAMPAIGN_ID"], row["DATE"]): row for row in rows}


def added(campaign, name, first, days):
    cells = (by_day.get((campaign, str(first + number * day)), {}).get(columns[name]) for number in range(days))
    return sum(cell or 0 for cell in cells)


def ratio(above, below):
    return above / below if below else None


found = []
for each in campaigns:
    week = {name: added(each["id"], name, today - 7 * day, 7) for name in columns}
    before, flies = added(each["id"], "spend", today - 14 * day, 7), each["lifetime_spend_cap"]
    begun = datetime.fromtimestamp(each["start_time"], zone).date() if flies else today.replace(day=1)
    flight = (datetime.fromtimestamp(each["end_time"], zone).date() - begun).days + 1 if flies else 1
    budget, elapsed = (each["daily_spend_cap"] or (flies or 0) / flight) / 1e6, (today - begun).days
    found.append({
        "id": each["id"], "name": each["name"], "status": each["status"], "budget": budget,
        "yesterday": added(each["id"], "spend", today - day, 1), "spend": week["spend"],
        "month": added(each["id"], "spend", today.replace(day=1), today.day - 1), "change": ratio(week["spend"] - before, before),
        "pace": ratio(added(each["id"], "spend", begun, elapsed), budget * elapsed), "budget_use": ratio(week["spend"], 7 * budget),
        "ctr": ratio(week["clicks"], week["impressions"]), "cpc": ratio(week["spend"], week["clicks"]),
        "cpa": ratio(week["spend"], week["conversions"]), "roas": ratio(week["revenue"] / 1e6, week["spend"]),
        "frequency": ratio(week["impressions"], week["reach"]),
        "trend": [added(each["id"], "spend", today - number * day, 1) for number in range(14, 0, -1)],
    })
print(json.dumps(sorted(found, key=lambda row: -row["spend"]), indent=2))
"""


def planted(data: Path) -> str:
    """Create an ad account with campaigns that have run for months, and return its id."""
    emulator = Emulator(data)
    account = emulator.plant_account(SEED, campaigns=CAMPAIGNS).id
    emulator.close()
    return account


def overview_case(folder: Path, url: str, account: str) -> Case:
    """Return the overview beside the bare script."""
    (folder / "overview.py").write_text(BARE)
    command, base = [PINADS, "overview", "-o", "json"], [PYTHON, str(folder / "overview.py")]
    return Case(f"overview of {CAMPAIGNS} campaigns", command, "requests and sums", base, MOST_TIMES, environment(url, account, folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=25)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        account = planted(folder / "emulator")
        with served(folder / "emulator") as url:
            case = overview_case(folder, url, account)
            print(described(case, *measure(case, asked.pairs)))


if __name__ == "__main__":
    main()

import json
import shutil

import pytest

from pinads.emulator import Emulator, Request

USD = "549755885175"
TOKEN = {"Authorization": "Bearer pina_TEST_emulator", "Content-Type": "application/json"}


class Clock:
    """Clock that only a test advances."""

    def __init__(self):
        self.seconds = 1_760_000_000.0

    def __call__(self):
        return self.seconds

    def advance(self, seconds):
        self.seconds += seconds


class Api:
    """Client of an emulator, which sends requests and returns statuses and JSON."""

    def __init__(self, data_dir=None, account=None, **options):
        self.clock = Clock()
        self.entries = []
        self.emulator = Emulator(data_dir, now=self.clock, log=self.entries.append, **options)
        self.account = account

    def send(self, method, path, query="", body=None, headers=TOKEN, raw=None):
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        return self.emulator.handle(Request(method, path, query, headers, data))

    def call(self, method, path, query="", body=None):
        """Send a request below the account, and return its status and JSON."""
        answer = self.send(method, self.below(path), query, body)
        assert answer.headers["Content-Type"] == "application/json"
        return answer.status, json.loads(answer.body)

    def below(self, path):
        return path if path.startswith("/") else f"/ad_accounts/{self.account}/{path}"

    def ok(self, method, path, query="", body=None):
        """Send a request that must succeed, and return its JSON."""
        status, answer = self.call(method, path, query, body)
        assert status == 200, answer
        return answer

    def items(self, path, query=""):
        return self.ok("GET", path, query)["items"]

    def ids(self, path, query=""):
        return [item["id"] for item in self.items(path, query)]

    def pages(self, path, query=""):
        """Yield the pages of a listing, by its bookmarks."""
        bookmark = ""
        while bookmark is not None:
            answer = self.ok("GET", path, query + bookmark)
            yield answer["items"]
            bookmark = answer["bookmark"] and f"&bookmark={answer['bookmark']}"

    def one(self, method, path, row):
        """Write a batch of one row, and return its data or its exceptions."""
        (item,) = self.ok(method, path, body=[row])["items"]
        return item["data"] if "data" in item else item["exceptions"]

    def campaign(self, **fields):
        basis = {"ad_account_id": self.account, "name": "Campaign", "objective_type": "CONSIDERATION"}
        return self._created("campaigns", {**basis, **fields})

    def ad_group(self, campaign=None, **fields):
        campaign_id = (campaign or self.campaign())["id"]
        return self._created("ad_groups", {"campaign_id": campaign_id, "name": "Ad group", "billable_event": "CLICKTHROUGH", **fields})

    def ad(self, ad_group=None, **fields):
        ad_group_id = (ad_group or self.ad_group())["id"]
        return self._created("ads", {"ad_group_id": ad_group_id, "creative_type": "REGULAR", "pin_id": "394205773611545468", **fields})

    def _created(self, collection, row):
        data = self.one("POST", collection, row)
        assert isinstance(data, dict), data
        assert "id" in data, data
        return data

    def refused(self, method, collection, row):
        """Send a row that must be refused without effect, and return the code and message."""
        before = self.everything()
        exceptions = self.one(method, collection, row)
        assert self.everything() == before
        (refusal,) = exceptions if isinstance(exceptions, list) else (exceptions,)
        assert refusal["message"]
        return refusal["code"], refusal["message"]

    def everything(self):
        statuses = "page_size=250&entity_statuses=ACTIVE,PAUSED,ARCHIVED,DRAFT,DELETED_DRAFT"
        return [self.items(collection, statuses) for collection in ("campaigns", "ad_groups", "ads")]

    def patch(self, collection, entity, **fields):
        """Update one entity, and return its data."""
        return self.one("PATCH", collection, self.update(entity, fields))

    def update(self, entity, fields):
        return {"id": entity["id"], "ad_account_id": self.account, **fields}


@pytest.fixture
def new_api():
    """Return a function that creates an Api, by default with a new ad account; options go to the Emulator."""
    made = []

    def make(data_dir=None, account=None, **options):
        api = Api(data_dir, account, **options)
        made.append(api)
        if account is not None:
            return api
        faults, api.emulator.faults = api.emulator.faults, type(api.emulator.faults)()
        api.account = api.ok("POST", "/ad_accounts", body={"name": "Test", "country": "US"})["id"]
        api.emulator.faults = faults
        api.entries.clear()
        return api

    yield make
    for api in made:
        api.emulator.close()


@pytest.fixture
def api(new_api):
    """Create an Api with an empty ad account."""
    return new_api()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory):
    """Create a data directory with the sample business; copying it takes a tenth of the time of seeding."""
    directory = tmp_path_factory.mktemp("seeded")
    emulator = Emulator(directory, now=Clock())
    emulator.seed()
    emulator.close()
    return directory


@pytest.fixture
def sample(new_api, seeded, tmp_path_factory):
    """Create an Api with the sample business, at its largest account."""
    return new_api(shutil.copytree(seeded, tmp_path_factory.mktemp("sample"), dirs_exist_ok=True), account=USD)

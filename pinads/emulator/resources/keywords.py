"""Keywords: rows of one parent, returned in two lists: those written, and those refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pinads.emulator.messages import NOT_FOUND, JsonObject, RowRefused, compact
from pinads.emulator.resources.base import Call, Kind
from pinads.emulator.resources.batch import refuse_for_limit
from pinads.emulator.resources.stored_values import merged, response_form
from pinads.emulator.storage.store import Columns, StoredEntity
from pinads.sdk.resources.keywords import Keyword
from pinads.sdk.schema.marks import Mode

LONGEST_VALUE = 120
_PARENT_TYPES = {"ad_account": "advertiser", "campaign": "campaign", "ad_group": "adgroup"}


class Keywords(Kind):
    """Resource of keywords, of ad accounts, campaigns and ad groups."""

    model = Keyword
    base_id = 2_886_900_000_000
    type_name = "keyword"
    never_set: ClassVar[JsonObject] = {"bid": None}
    """Fields that the API accepts but does not set, and the values that it returns for them."""

    def columns(self, doc: JsonObject) -> Columns:
        """Return the status, the parent, and the columns that find duplicates."""
        status = "ARCHIVED" if doc["archived"] else "ACTIVE"
        return Columns(status, parent=int(doc["parent_id"]), match_type=doc["match_type"], word=doc["value"].casefold())

    def where(self, call: Call, filters: JsonObject) -> dict[str, Sequence[Any]]:
        """Select the active keywords of the parents in the query; by default those of the account."""
        parents = (
            [filters["campaign_id"]] if filters["campaign_id"] else filters["ad_group_ids"] or [filters["ad_group_id"] or call.account]
        )
        where: dict[str, Sequence[Any]] = {"parent": list(map(int, parents)), "status": ["ACTIVE"]}
        return {**where, "match_type": filters["match_types"]} if filters["match_types"] else where

    def create(self, call: Call) -> str:
        """Create keywords under one parent."""
        body = self.checked(call.body, Mode.CREATE)
        parent = int(body["parent_id"].lstrip("AGC"))
        with call.store.writing():
            parent_type = self._parent_type(call, parent)
            taken = self._taken(call, parent)
            done, errors = [], []
            for index, given in enumerate(body["keywords"]):
                try:
                    refuse_for_limit(call, index)
                    self._check(given, parent, parent_type, taken)
                    done.append(self._insert(call, given, parent, parent_type))
                except RowRefused as refused:
                    errors.append(_error({"value": given["value"], "match_type": given["match_type"]}, refused))
        return _results(done, errors)

    def update(self, call: Call) -> str:
        """Archive keywords, or restore them."""
        body = self.checked(call.body, Mode.UPDATE)
        done, errors = [], []
        with call.store.writing():
            for index, given in enumerate(body["keywords"]):
                row = call.store.get(self.name, call.account, int(given["id"]))
                try:
                    refuse_for_limit(call, index)
                    done.append(self._change(call, row, given))
                except RowRefused as refused:
                    known = row.doc if row else {"value": "", "match_type": None}
                    errors.append(_error({**known, "id": given["id"]}, refused))
        return _results(done, errors)

    def _parent_type(self, call: Call, parent: int) -> str | None:
        if parent == call.account:
            return _PARENT_TYPES["ad_account"]
        found = call.store.query("SELECT kind FROM entities WHERE id = ? AND account = ?", (parent, call.account))
        return _PARENT_TYPES.get(found[0][0]) if found else None

    def _taken(self, call: Call, parent: int) -> set[tuple[str, str]]:
        sql = "SELECT word, match_type FROM entities WHERE parent = ? AND kind = ? AND status = 'ACTIVE'"
        return set(call.store.query(sql, (parent, self.name)))

    def _check(self, given: JsonObject, parent: int, parent_type: str | None, taken: set[tuple[str, str]]) -> None:
        value, match_type = given["value"], given["match_type"]
        if parent_type is None:
            raise RowRefused(f"There is no ad account, campaign or ad group {parent}", NOT_FOUND)
        if match_type is None:
            raise RowRefused("Invalid match_type: it cannot be null")
        if not value.strip():
            raise RowRefused("Invalid value: it is empty")
        if len(value) > LONGEST_VALUE:
            raise RowRefused(f"Invalid value: at most {LONGEST_VALUE} characters, got {len(value)}")
        if parent_type != _PARENT_TYPES["ad_group"] and not match_type.endswith("_NEGATIVE"):
            raise RowRefused("Invalid match_type: ad accounts and campaigns take EXACT_NEGATIVE and PHRASE_NEGATIVE only")
        if (value.casefold(), match_type) in taken:
            raise RowRefused("The parent already has this keyword with this match_type")
        taken.add((value.casefold(), match_type))

    def _insert(self, call: Call, given: JsonObject, parent: int, parent_type: str | None) -> str:
        doc = merged(self.fields, {}, given, Mode.CREATE)
        identity = self.new_id(call.store)
        doc.update(id=str(identity), parent_id=str(parent), parent_type=parent_type, type=self.type_name, archived=False)
        doc.update(self.never_set)
        return self._saved(call, doc)

    def _change(self, call: Call, row: StoredEntity | None, given: JsonObject) -> str:
        if row is None:
            raise RowRefused(f"There is no keyword {given['id']}", NOT_FOUND)
        doc = {**merged(self.fields, row.doc, given, Mode.UPDATE), **self.never_set}
        back = row.status == "ARCHIVED" and not doc["archived"]
        if back and (doc["value"].casefold(), doc["match_type"]) in self._taken(call, int(doc["parent_id"])):
            raise RowRefused("The parent already has this keyword with this match_type")
        return self._saved(call, doc)

    def _saved(self, call: Call, doc: JsonObject) -> str:
        self.save(call, doc)
        return compact(response_form(self.shape, doc))


def _error(data: JsonObject, refused: RowRefused) -> JsonObject:
    return {"data": data, "error_messages": [refused.message]}


def _results(done: list[str], errors: list[JsonObject]) -> str:
    return f'{{"keywords":[{",".join(done)}],"errors":{compact(errors)}}}'

"""The pinads library: Pinterest's Ads API as classes.

    from pinads.sdk import Campaign, Client, set_default_client

    set_default_client(Client(access_token="..."))
    for campaign in Campaign.iter_all("549755885175"):
        print(campaign.id, campaign.name, campaign.daily_spend_cap)

The names are loaded on first use, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.sdk.client import Client as Client
    from pinads.sdk.client import get_default_client as get_default_client
    from pinads.sdk.client import set_default_client as set_default_client
    from pinads.sdk.customers.normalize import record_of as record_of
    from pinads.sdk.customers.records import CustomerRecords as CustomerRecords
    from pinads.sdk.customers.records import Invalid as Invalid
    from pinads.sdk.customers.records import prepare_records as prepare_records
    from pinads.sdk.customers.records import prepare_values as prepare_values
    from pinads.sdk.errors import AnswerTooLarge as AnswerTooLarge
    from pinads.sdk.errors import ApiError as ApiError
    from pinads.sdk.errors import AuthenticationError as AuthenticationError
    from pinads.sdk.errors import BadRequest as BadRequest
    from pinads.sdk.errors import CannotConnect as CannotConnect
    from pinads.sdk.errors import ConnectionFailed as ConnectionFailed
    from pinads.sdk.errors import InvalidInput as InvalidInput
    from pinads.sdk.errors import InvalidResponse as InvalidResponse
    from pinads.sdk.errors import InvalidType as InvalidType
    from pinads.sdk.errors import MissingCredentials as MissingCredentials
    from pinads.sdk.errors import MissingScope as MissingScope
    from pinads.sdk.errors import NetworkError as NetworkError
    from pinads.sdk.errors import NotFound as NotFound
    from pinads.sdk.errors import NotTheApi as NotTheApi
    from pinads.sdk.errors import PagingError as PagingError
    from pinads.sdk.errors import PermissionDenied as PermissionDenied
    from pinads.sdk.errors import PinadsError as PinadsError
    from pinads.sdk.errors import QuotaSpent as QuotaSpent
    from pinads.sdk.errors import RateLimited as RateLimited
    from pinads.sdk.errors import Rejected as Rejected
    from pinads.sdk.errors import ServerError as ServerError
    from pinads.sdk.errors import Timeout as Timeout
    from pinads.sdk.errors import UnknownField as UnknownField
    from pinads.sdk.errors import UnknownOutcome as UnknownOutcome
    from pinads.sdk.http.refreshing_token import RefreshingToken as RefreshingToken
    from pinads.sdk.http.refreshing_token import RenewedTokens as RenewedTokens
    from pinads.sdk.http.transport import TokenSource as TokenSource
    from pinads.sdk.listing.pages import Bookmark as Bookmark
    from pinads.sdk.outcomes import Outcome as Outcome
    from pinads.sdk.pinterest_sdk_client import PinterestSDKClient as PinterestSDKClient
    from pinads.sdk.pinterest_sdk_client import create_client_with_refresh_token as create_client_with_refresh_token
    from pinads.sdk.pinterest_sdk_client import create_client_with_token as create_client_with_token
    from pinads.sdk.pinterest_sdk_client import create_default_client as create_default_client
    from pinads.sdk.pinterest_sdk_client import set_default_access_token as set_default_access_token
    from pinads.sdk.pinterest_sdk_client import set_default_refresh_token as set_default_refresh_token
    from pinads.sdk.reports.marketing_mix import MarketingMixReport as MarketingMixReport
    from pinads.sdk.reports.metrics import METRICS as METRICS
    from pinads.sdk.reports.metrics import Metric as Metric
    from pinads.sdk.reports.metrics import find_metric as find_metric
    from pinads.sdk.reports.metrics import total_of as total_of
    from pinads.sdk.reports.metrics import value_of as value_of
    from pinads.sdk.reports.readiness import Readiness as Readiness
    from pinads.sdk.reports.readiness import metrics_readiness as metrics_readiness
    from pinads.sdk.reports.report import Report as Report
    from pinads.sdk.reports.templates import ReportTemplate as ReportTemplate
    from pinads.sdk.resources.ad_accounts import AdAccount as AdAccount
    from pinads.sdk.resources.ad_groups import AdGroup as AdGroup
    from pinads.sdk.resources.ads import Ad as Ad
    from pinads.sdk.resources.audiences import Audience as Audience
    from pinads.sdk.resources.campaigns import Campaign as Campaign
    from pinads.sdk.resources.customer_lists import CustomerList as CustomerList
    from pinads.sdk.resources.keywords import Keyword as Keyword
    from pinads.sdk.schema.unknown_values import allow_unknown_values as allow_unknown_values

_NAMES = {
    "client": ["Client", "get_default_client", "set_default_client"],
    "customers.normalize": ["record_of"],
    "customers.records": ["CustomerRecords", "Invalid", "prepare_records", "prepare_values"],
    "errors": [
        *("PinadsError", "InvalidInput", "InvalidType", "UnknownField", "MissingCredentials"),
        *("ApiError", "BadRequest", "AuthenticationError", "MissingScope", "PermissionDenied", "NotFound"),
        *("RateLimited", "QuotaSpent", "ServerError", "Rejected"),
        *("NetworkError", "ConnectionFailed", "CannotConnect", "Timeout", "InvalidResponse", "NotTheApi", "AnswerTooLarge"),
        *("UnknownOutcome", "PagingError"),
    ],
    "http.refreshing_token": ["RefreshingToken", "RenewedTokens"],
    "http.transport": ["TokenSource"],
    "listing.pages": ["Bookmark"],
    "outcomes": ["Outcome"],
    "pinterest_sdk_client": [
        *("PinterestSDKClient", "create_client_with_refresh_token", "create_client_with_token", "create_default_client"),
        *("set_default_access_token", "set_default_refresh_token"),
    ],
    "reports.marketing_mix": ["MarketingMixReport"],
    "reports.metrics": ["METRICS", "Metric", "find_metric", "total_of", "value_of"],
    "reports.readiness": ["Readiness", "metrics_readiness"],
    "reports.report": ["Report"],
    "reports.templates": ["ReportTemplate"],
    "resources.ad_accounts": ["AdAccount"],
    "resources.ad_groups": ["AdGroup"],
    "resources.ads": ["Ad"],
    "resources.audiences": ["Audience"],
    "resources.campaigns": ["Campaign"],
    "resources.customer_lists": ["CustomerList"],
    "resources.keywords": ["Keyword"],
    "schema.unknown_values": ["allow_unknown_values"],
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]

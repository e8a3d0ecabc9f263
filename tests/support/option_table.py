"""Every command and all of its options, pinned by hand: scripts depend on them. In the order that the help shows them."""

from __future__ import annotations

SHARED = (
    "--profile --account --output -o --timeout --max-wait --verbose -v --debug --wide --no-pager --no-color --quiet -q"
    " --exact-ids --no-input"
)
SAVING = "--to --force"
LISTING = f"--limit --page-size --bookmark --filter --sort --fields --query --watch {SAVING} --allow-unknown"
SHOWING = "--fields --query --watch"
GETTING = f"{SHOWING} {SAVING}"
CONFIRMING = "--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query"
CHANGING = f"{CONFIRMING} --no-read"
WRITING = f"{CONFIRMING} --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again"
CREATING = f"{WRITING} --if-not-exists"
UPDATING = f"{WRITING} --no-read --overwrite-newer --clear"
UPLOADING = "--column --chunk-size --skip-invalid --resume --wait --wait-timeout --make-audience"
PERIOD = "--last --start --end --utc"
COUNTING = "--click-window-days --engagement-window-days --view-window-days --conversion-report-time"
SHOWN = "--chart --html --to --force --fields --query --watch"
FIGURES = f"{SHOWN} --filter --sort --limit"
ANALYTICS = f"{PERIOD} --columns --by --breakdown --api-names {FIGURES} {COUNTING} --zero-fill --allow-unknown"
REPORT = f"{PERIOD} --columns --granularity {COUNTING} --allow-unknown --level --targeting-type --campaign --adgroup --ad --format -F"
FETCHED = "--to --force --wait-timeout --fields --query --api-names --zero-fill"
CAMPAIGN = (
    "--name --status --objective-type --intended-promotion-type --daily-spend-cap --daily-budget --lifetime-spend-cap"
    " --lifetime-budget --is-campaign-budget-optimization --no-is-campaign-budget-optimization --is-flexible-daily-budgets"
    " --no-is-flexible-daily-budgets --default-adgroup-budget --default-ad-group-budget-in-micro-currency --start-time --end-time"
    " --order-line --order-line-id --tracking-urls --bid-options --is-automated-campaign --no-is-automated-campaign"
    " --is-performance-plus --no-is-performance-plus"
    " --is-top-of-search --no-is-top-of-search --is-ltv-optimized --no-is-ltv-optimized --app-id --app-platform"
)
AD_GROUP = (
    "--campaign --campaign-id --name --status --budget --budget-in-micro-currency --budget-type --bid --bid-in-micro-currency"
    " --bid-strategy-type --billable-event --start-time --end-time --targeting-spec --auto-targeting-enabled --no-auto-targeting-enabled"
    " --pacing-delivery-type --placement-group --placement-traffic-type --optimization-goal-metadata --is-creative-optimization"
    " --no-is-creative-optimization --lifetime-frequency-cap --targeting-template-ids --customer-segment-id --tracking-urls"
    " --bid-multiplier --promotion-id --promotion-ids --promotion-application-level --feed-profile-id --is-local-inventory"
    " --no-is-local-inventory --local-inventory-radius-in-miles --performance-plus-campaign-settings --ext-features --geo --location"
    " --gender --age --device --locale --interest --audience-include --audience-exclude"
)
AD = (
    "--adgroup --ad-group-id --pin --pin-id --creative-type --name --status --destination-url --click-tracking-url --view-tracking-url"
    " --tracking-urls --carousel-destination-urls --android-deep-link --ios-deep-link --carousel-android-deep-links"
    " --carousel-ios-deep-links --customizable-cta-type --lead-form --lead-form-id --quiz-pin-data --disclosure-type --disclosure-url"
    " --grid-click-type --is-pin-deleted --no-is-pin-deleted --is-removable --no-is-removable"
    " --collection-items-destination-url-template --collections-header-type --is-collage-single-destination"
    " --no-is-collage-single-destination --is-collage-accepted-terms --no-is-collage-accepted-terms --is-carting --no-is-carting"
)

ONLY_UPDATED = " --performance-plus-campaign-settings"
CAMPAIGN_UPDATED = CAMPAIGN.replace(" --is-top-of-search", f"{ONLY_UPDATED} --is-top-of-search", 1)
AD_GROUP_UPDATED = AD_GROUP.replace(" --targeting-spec", " --targeting-spec --targeting-spec-operations", 1)

COMMANDS: dict[str, str] = {
    "accounts list": f"{LISTING} --shared --no-shared",
    "accounts get": GETTING,
    "accounts create": f"--name --country --currency --time-zone --owner-user-id {CREATING}",
    "accounts template": SAVING,
    "accounts list-campaigns": f"{LISTING} --status --campaign --order",
    "accounts list-audiences": f"{LISTING} --status --ownership-type --exclude-nca --order",
    "accounts list-customer-lists": f"{LISTING} --exclude-nca --order",
    "accounts analytics": ANALYTICS,
    "campaigns list": f"{LISTING} --status --campaign --order",
    "campaigns get": GETTING,
    "campaigns create": f"{CAMPAIGN} {CREATING}",
    "campaigns template": SAVING,
    "campaigns update": f"{CAMPAIGN_UPDATED} {UPDATING} --budget",
    "campaigns pause": CHANGING,
    "campaigns activate": CHANGING,
    "campaigns archive": CONFIRMING,
    "campaigns list-adgroups": f"{LISTING} --status --order",
    "campaigns budget": SHOWING,
    "campaigns clone": f"{CAMPAIGN} {CONFIRMING} --allow-unknown --allow-large --allow-small --clear --only-campaign",
    "campaigns set-daily-budget": f"{CONFIRMING} --skip-failed --allow-large --allow-small",
    "campaigns set-lifetime-budget": f"{CONFIRMING} --skip-failed --allow-large --allow-small",
    "campaigns analytics": f"{ANALYTICS} --active",
    "adgroups list": f"{LISTING} --status --campaign --adgroup --order",
    "adgroups get": GETTING,
    "adgroups create": f"{AD_GROUP} {CREATING}",
    "adgroups template": SAVING,
    "adgroups update": f"{AD_GROUP_UPDATED} {UPDATING} --replace-targeting",
    "adgroups pause": CHANGING,
    "adgroups activate": CHANGING,
    "adgroups archive": CONFIRMING,
    "adgroups list-ads": f"{LISTING} --status --ad --order",
    "adgroups analytics": f"{ANALYTICS} --campaign --active",
    "ads list": f"{LISTING} --status --campaign --adgroup --ad --order",
    "ads get": GETTING,
    "ads create": f"{AD} {CREATING}",
    "ads template": SAVING,
    "ads update": f"{AD} {UPDATING}",
    "ads pause": CHANGING,
    "ads activate": CHANGING,
    "ads archive": CONFIRMING,
    "ads analytics": f"{ANALYTICS} --campaign --active --pin --per-pin",
    "audiences list": f"{LISTING} --status --ownership-type --exclude-nca --order",
    "audiences get": GETTING,
    "audiences create": f"--name --audience-type --rule --description {CREATING}",
    "audiences template": SAVING,
    "audiences update": f"--name --audience-type --rule --description --operation-type {UPDATING}",
    "audiences remove": CONFIRMING,
    "customer-lists list": f"{LISTING} --exclude-nca --order",
    "customer-lists get": GETTING,
    "customer-lists create": f"--name --list-type --records --records-v2 --is-nca --no-is-nca {UPLOADING} {CREATING}",
    "customer-lists template": SAVING,
    "customer-lists update": f"--records --records-v2 --operation-type {UPDATING}",
    "customer-lists add-records": f"{UPLOADING} --sheet {CONFIRMING} --file --records --list-type",
    "customer-lists remove-records": f"{UPLOADING} --sheet {CONFIRMING} --file --records --list-type",
    "keywords list": f"{LISTING} --adgroup --campaign --match-type --all",
    "keywords get": GETTING,
    "keywords create": f"--value --keyword --match-type --parent --parent-id --bid {CREATING}",
    "keywords template": SAVING,
    "keywords update": f"--bid --archived --no-archived {UPDATING}",
    "keywords archive": CONFIRMING,
    "reports create": f"{REPORT} --dry-run --query",
    "reports status": "--query --watch",
    "reports wait": "--wait-timeout --query",
    "reports download": FETCHED,
    "reports run": f"{REPORT} {FETCHED} --dry-run",
    "overview": f"{FIGURES} {COUNTING} --adgroup-budgets --utc",
    "pace": f"{FIGURES} --budget-file --tolerance --utc",
    "compare": f"{PERIOD} --api-names {FIGURES} {COUNTING} --level --against --columns --campaign",
    "check": f"{SHOWN} {COUNTING} --only --level --tolerance --utc --explain",
    "metrics": "--search --in --all",
    "init": (
        "--environment --app-id --scopes --redirect-uri --no-browser --with-token --client-credentials --insecure-storage --wait"
        " --max-daily-budget --max-lifetime-budget --max-bid --max-increase-pct --proposed-limits --demo --completion --skip"
    ),
    "status": "",
    "use": "",
    "auth login": (
        "--environment --app-id --scopes --redirect-uri --no-browser --with-token --client-credentials --insecure-storage --wait"
    ),
    "auth logout": "",
    "auth status": "",
    "auth refresh": "",
    "auth token": "",
    "profiles list": "",
    "profiles show": "--origin",
    "profiles create": "--environment --app-id",
    "profiles set": "--environment --app-id --clear",
    "profiles use": "",
    "profiles delete": "--yes",
    "alias set": "",
    "alias list": "",
    "alias delete": "",
    "completion": "--install",
    "doctor": "",
    "undo": CONFIRMING,
    "journal list": f"{SHOWING} --since --limit",
    "journal show": SHOWING,
    "journal resume": CONFIRMING,
    "journal apply": CONFIRMING,
    "journal prune": "--older-than",
    "open": "",
    "api": "-f -F --input --paginate --dry-run --query",
    "schema": "",
    "explain": "",
    "emulator serve": "--port --data-dir --host --fault --seed --rate-limit --token-lifetime --refresh-lifetime --log --strict-auth",
    "emulator seed": "--data-dir --campaigns",
    "emulator reset": "--data-dir",
    "emulator status": "--data-dir",
    "help": "",
}

# Completion of pinads for fish. Made by "python -m tools.reference" from the command tree; do not edit.
#
# Nothing is started at TAB. Commands, options and choices stand here; profiles are read from config.toml, ids and names from
# the small files that pinads leaves below its data directory.

# After the command $argv[1]: its commands, its options, the values of its arguments, and of those beyond them.
function __pinads_at
    set -l shared \
        --profile\t'Credentials and settings to use.' \
        --account\t'The ad account.' \
        --output\t'One of table, markdown, json, jsonl, csv, tsv, yaml, ids.' \
        -o\t'One of table, markdown, json, jsonl, csv, tsv, yaml, ids.' \
        --timeout\t'Time limit of a request, such as 30s.' \
        --max-wait\t'Longest wait for a rate limit (default 2m).' \
        --verbose\t'Print a line per request on stderr.' \
        -v\t'Print a line per request on stderr.' \
        --debug\t'Print headers and bodies on stderr, without secrets.' \
        --wide\t'Show all columns of tables in full, however wide.' \
        --no-pager\t'Write long tables without a pager (PAGER=cat).' \
        --no-color\t'Disable colours.' \
        --quiet\t'Silence notes; errors and questions stay.' \
        -q\t'Silence notes; errors and questions stay.' \
        --exact-ids\t'Accept ids only, no names.' \
        --no-input\t'Never ask; fail if an answer is needed.' \
        --help\t'Show this message and exit.' \
        -h\t'Show this message and exit.'
    set -g __pinads_commands
    set -g __pinads_options
    set -g __pinads_places
    set -g __pinads_more
    switch "$argv[1]"
        case ''
            set __pinads_commands \
                accounts\t'Ad accounts: list, show, create, and list their contents.' \
                campaigns\t'Campaigns: list, show, create, change, budgets.' \
                adgroups\t'Ad groups: list, show, create, change.' \
                ads\t'Ads: list, show, create, change.' \
                audiences\t'Audiences: list, show, create, change, remove.' \
                customer-lists\t'Customer lists: list, show, create, add and remove records.' \
                keywords\t'Keywords: list, show, create, change, archive.' \
                reports\t'Asynchronous reports over long periods: create, wait, download.' \
                overview\t'Show what each active campaign spends and returns.' \
                pace\t'Compare what campaigns spent with their budgets.' \
                compare\t'Compare the last 7 complete days with the 7 before.' \
                check\t'Look for problems: no spend, rejected ads, fatigue, pace, and your conditions.' \
                metrics\t'List the metrics of analytics and reports: meaning, unit, how they add up.' \
                init\t'Set up pinads: log in or use the demo, ad account, limits, completion.' \
                status\t'Show where you are: profile, ad account, policy, unfinished runs.' \
                use\t'Choose the profile or the ad account of the next commands.' \
                auth\t'Credentials: log in, log out, status, refresh.' \
                profiles\t'Profiles: list, show, create, change, choose, delete.' \
                alias\t'Your own names for commands: set, list, delete.' \
                completion\t'Complete commands, options, names and ids at TAB in bash, zsh and fish.' \
                doctor\t'Check configuration, credentials, reachability, scopes and clock.' \
                undo\t'Restore the values that a run changed, and archive what it created.' \
                journal\t'Runs of earlier writes: list, show, resume, prune.' \
                open\t'Open Ads Manager at a campaign, an ad group, an ad or the account.' \
                api\t'Call any operation of the API, with auth, paging and retries.' \
                schema\t'Show the fields, types and choices of a resource.' \
                explain\t'Explain an API code or an exit code, and what to do.' \
                emulator\t'A local emulator of the Ads API: serve, seed, reset, status.' \
                help\t'Show the help of pinads, of a command or of an alias.'
            set __pinads_options \
                --version\t'Print the version.'
            set -a __pinads_options $shared
        case 'accounts'
            set __pinads_commands \
                list\t'List the ad accounts that you have access to.' \
                get\t'Show ad accounts.' \
                create\t'Create an ad account from options, or many from a file.' \
                template\t'Write an empty sheet for ad accounts to create.' \
                list-campaigns\t'List the campaigns of ad accounts.' \
                list-audiences\t'List the audiences of ad accounts.' \
                list-customer-lists\t'List the customer lists of ad accounts.' \
                analytics\t'Show what an ad account did as a whole, and what it cost.'
            set -a __pinads_options $shared
        case 'accounts list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --shared\t'Include accounts that others share with you (default).' \
                --no-shared\t'Include accounts that others share with you (default).'
            set -a __pinads_options $shared
        case 'accounts get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_accounts'
            set __pinads_more 'ids ad_accounts'
        case 'accounts create'
            set __pinads_options \
                --name\t'Name, up to 256 characters.' \
                --country\t'Two-letter country code, such as US. One of AD, AE, AF, AG, AI, AL, AM, AO, AQ, AR, AS, AT, AU, AW, AX, ... (see pinads schema).' \
                --currency\t'Currency of all its amounts. One of UNK, USD, GBP, CAD, EUR, AUD, NZD, SEK, ILS, CHF, HKD, JPY, SGD, KRW, NOK, ... (see pinads schema).' \
                --time-zone\t'Time zone, such as America/Los_Angeles; its days are in this zone.' \
                --owner-user-id\t'The user that owns it.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'accounts template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'accounts list-campaigns'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, or \'all\' (default ACTIVE,PAUSED).' \
                --campaign\t'Only of these campaigns.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_accounts'
            set __pinads_more 'ids ad_accounts'
        case 'accounts list-audiences'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, such as READY.' \
                --ownership-type\t'The account\'s own, or shared with it.' \
                --exclude-nca\t'Leave out those for new customer acquisition.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_accounts'
            set __pinads_more 'ids ad_accounts'
        case 'accounts list-customer-lists'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --exclude-nca\t'Leave out those for new customer acquisition.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_accounts'
            set __pinads_more 'ids ad_accounts'
        case 'accounts analytics'
            set __pinads_options \
                --last\t'7d (default), 30d, yesterday, last-week, this-month, last-month: complete days of the ad account.' \
                --start\t'First day, such as 2026-11-01 or -30d.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --columns\t'Metrics to show, such as spend,roas; pinads metrics lists them.' \
                --by\t'A row for each day, week, month or hour.' \
                --breakdown\t'Break figures down by age, gender, country, device, placement and more; each on its own.' \
                --api-names\t'Use the API\'s names and units of figures in JSON, CSV and files; tables keep their headings.' \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default -spend).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --zero-fill\t'Show 0 where nothing was measured.' \
                --allow-unknown\t'Send values that look like typos of known ones.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_accounts'
        case 'campaigns'
            set __pinads_commands \
                list\t'List campaigns.' \
                get\t'Show campaigns.' \
                create\t'Create a campaign from options, or many from a file.' \
                template\t'Write an empty sheet for campaigns to create.' \
                update\t'Change fields of campaigns.' \
                pause\t'Pause campaigns.' \
                activate\t'Activate campaigns; they can spend money immediately.' \
                archive\t'Archive campaigns permanently.' \
                list-adgroups\t'List the ad groups of campaigns.' \
                budget\t'Show the budgets of campaigns and their owner: the campaign or its ad groups.' \
                clone\t'Copy a campaign with its ad groups, ads and keywords.' \
                set-daily-budget\t'Set the daily spend cap of a campaign.' \
                set-lifetime-budget\t'Set the lifetime spend cap of a campaign.' \
                analytics\t'Show what campaigns did and what they cost: the given ones, or all.'
            set -a __pinads_options $shared
        case 'campaigns list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, or \'all\' (default ACTIVE,PAUSED).' \
                --campaign\t'Only of these campaigns.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
        case 'campaigns get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns create'
            set __pinads_options \
                --name\t'Name. Required.' \
                --status\t'Status; ARCHIVED is final.' \
                --objective-type\t'Objective; can be changed only while DRAFT. One of AWARENESS, CONSIDERATION, SALES, LEADS, VIDEO_COMPLETION, APP_INSTALL, CTV_CONSIDERATION, WEB_CONVERSION, CATALOG_SALES. Required.' \
                --intended-promotion-type\t'The kind of promotion; the choices depend on the objective.' \
                --daily-spend-cap\t'Maximum spend per day; not with a lifetime cap.' \
                --daily-budget\t'Maximum spend per day; not with a lifetime cap.' \
                --lifetime-spend-cap\t'Maximum spend in total; not with a daily cap.' \
                --lifetime-budget\t'Maximum spend in total; not with a daily cap.' \
                --is-campaign-budget-optimization\t'The campaign holds the budget and shares it among its ad groups (CBO).' \
                --no-is-campaign-budget-optimization\t'The campaign holds the budget and shares it among its ad groups (CBO).' \
                --is-flexible-daily-budgets\t'Single days may overspend, whole weeks may not.' \
                --no-is-flexible-daily-budgets\t'Single days may overspend, whole weeks may not.' \
                --default-adgroup-budget\t'Daily budget that ad groups get when CBO is turned off.' \
                --default-ad-group-budget-in-micro-currency\t'Daily budget that ad groups get when CBO is turned off.' \
                --start-time\t'Start time; CBO campaigns only.' \
                --end-time\t'End time; CBO campaigns only; -1 clears it.' \
                --order-line\t'The order line on the invoice; "0" clears it.' \
                --order-line-id\t'The order line on the invoice; "0" clears it.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --bid-options\t'Bid multipliers.' \
                --is-automated-campaign\t'Created by the automated flow.' \
                --no-is-automated-campaign\t'Created by the automated flow.' \
                --is-performance-plus\t'Pinterest Performance+; can be changed only while DRAFT.' \
                --no-is-performance-plus\t'Pinterest Performance+; can be changed only while DRAFT.' \
                --is-top-of-search\t'Ads at the top of search results (restricted); can be changed only while DRAFT.' \
                --no-is-top-of-search\t'Ads at the top of search results (restricted); can be changed only while DRAFT.' \
                --is-ltv-optimized\t'Optimised for lifetime value; for eligible advertisers.' \
                --no-is-ltv-optimized\t'Optimised for lifetime value; for eligible advertisers.' \
                --app-id\t'The promoted app\'s id in its store; APP_INSTALL only.' \
                --app-platform\t'The promoted app\'s system; APP_INSTALL only.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'campaigns template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'campaigns update'
            set __pinads_options \
                --name\t'Name.' \
                --status\t'Status; ARCHIVED is final.' \
                --objective-type\t'Objective; can be changed only while DRAFT. One of AWARENESS, CONSIDERATION, SALES, LEADS, VIDEO_COMPLETION, APP_INSTALL, CTV_CONSIDERATION, WEB_CONVERSION, CATALOG_SALES.' \
                --intended-promotion-type\t'The kind of promotion; the choices depend on the objective.' \
                --daily-spend-cap\t'Maximum spend per day; not with a lifetime cap.' \
                --daily-budget\t'Maximum spend per day; not with a lifetime cap.' \
                --lifetime-spend-cap\t'Maximum spend in total; not with a daily cap.' \
                --lifetime-budget\t'Maximum spend in total; not with a daily cap.' \
                --is-campaign-budget-optimization\t'The campaign holds the budget and shares it among its ad groups (CBO).' \
                --no-is-campaign-budget-optimization\t'The campaign holds the budget and shares it among its ad groups (CBO).' \
                --is-flexible-daily-budgets\t'Single days may overspend, whole weeks may not.' \
                --no-is-flexible-daily-budgets\t'Single days may overspend, whole weeks may not.' \
                --default-adgroup-budget\t'Daily budget that ad groups get when CBO is turned off.' \
                --default-ad-group-budget-in-micro-currency\t'Daily budget that ad groups get when CBO is turned off.' \
                --start-time\t'Start time; CBO campaigns only.' \
                --end-time\t'End time; CBO campaigns only; -1 clears it.' \
                --order-line\t'The order line on the invoice; "0" clears it.' \
                --order-line-id\t'The order line on the invoice; "0" clears it.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --bid-options\t'Bid multipliers.' \
                --is-automated-campaign\t'Created by the automated flow.' \
                --no-is-automated-campaign\t'Created by the automated flow.' \
                --is-performance-plus\t'Pinterest Performance+; can be changed only while DRAFT.' \
                --no-is-performance-plus\t'Pinterest Performance+; can be changed only while DRAFT.' \
                --performance-plus-campaign-settings\t'Settings of Pinterest Performance+.' \
                --is-top-of-search\t'Ads at the top of search results (restricted); can be changed only while DRAFT.' \
                --no-is-top-of-search\t'Ads at the top of search results (restricted); can be changed only while DRAFT.' \
                --is-ltv-optimized\t'Optimised for lifetime value; for eligible advertisers.' \
                --no-is-ltv-optimized\t'Optimised for lifetime value; for eligible advertisers.' \
                --app-id\t'The promoted app\'s id in its store; APP_INSTALL only.' \
                --app-platform\t'The promoted app\'s system; APP_INSTALL only.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.' \
                --overwrite-newer\t'Write rows even if their entities changed after the export.' \
                --clear\t'Set a field to null.' \
                --budget\t'Change budgets by a percentage, such as +10%: the campaign\'s cap or, without one, its ad groups\' budgets.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns pause'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns activate'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns archive'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns list-adgroups'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, or \'all\' (default ACTIVE,PAUSED).' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns budget'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'campaigns clone'
            set __pinads_options \
                --name\t'Name.' \
                --status\t'Status; ARCHIVED is final.' \
                --objective-type\t'Objective; can be changed only while DRAFT. One of AWARENESS, CONSIDERATION, SALES, LEADS, VIDEO_COMPLETION, APP_INSTALL, CTV_CONSIDERATION, WEB_CONVERSION, CATALOG_SALES.' \
                --intended-promotion-type\t'The kind of promotion; the choices depend on the objective.' \
                --daily-spend-cap\t'Maximum spend per day; not with a lifetime cap.' \
                --daily-budget\t'Maximum spend per day; not with a lifetime cap.' \
                --lifetime-spend-cap\t'Maximum spend in total; not with a daily cap.' \
                --lifetime-budget\t'Maximum spend in total; not with a daily cap.' \
                --is-campaign-budget-optimization\t'The campaign holds the budget and shares it among its ad groups (CBO).' \
                --no-is-campaign-budget-optimization\t'The campaign holds the budget and shares it among its ad groups (CBO).' \
                --is-flexible-daily-budgets\t'Single days may overspend, whole weeks may not.' \
                --no-is-flexible-daily-budgets\t'Single days may overspend, whole weeks may not.' \
                --default-adgroup-budget\t'Daily budget that ad groups get when CBO is turned off.' \
                --default-ad-group-budget-in-micro-currency\t'Daily budget that ad groups get when CBO is turned off.' \
                --start-time\t'Start time; CBO campaigns only.' \
                --end-time\t'End time; CBO campaigns only; -1 clears it.' \
                --order-line\t'The order line on the invoice; "0" clears it.' \
                --order-line-id\t'The order line on the invoice; "0" clears it.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --bid-options\t'Bid multipliers.' \
                --is-automated-campaign\t'Created by the automated flow.' \
                --no-is-automated-campaign\t'Created by the automated flow.' \
                --is-performance-plus\t'Pinterest Performance+; can be changed only while DRAFT.' \
                --no-is-performance-plus\t'Pinterest Performance+; can be changed only while DRAFT.' \
                --is-top-of-search\t'Ads at the top of search results (restricted); can be changed only while DRAFT.' \
                --no-is-top-of-search\t'Ads at the top of search results (restricted); can be changed only while DRAFT.' \
                --is-ltv-optimized\t'Optimised for lifetime value; for eligible advertisers.' \
                --no-is-ltv-optimized\t'Optimised for lifetime value; for eligible advertisers.' \
                --app-id\t'The promoted app\'s id in its store; APP_INSTALL only.' \
                --app-platform\t'The promoted app\'s system; APP_INSTALL only.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --clear\t'Do not copy a field of the original.' \
                --only-campaign\t'Do not copy its ad groups, ads and keywords.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
        case 'campaigns set-daily-budget'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns' 'text'
        case 'campaigns set-lifetime-budget'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns' 'text'
        case 'campaigns analytics'
            set __pinads_options \
                --last\t'7d (default), 30d, yesterday, last-week, this-month, last-month: complete days of the ad account.' \
                --start\t'First day, such as 2026-11-01 or -30d.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --columns\t'Metrics to show, such as spend,roas; pinads metrics lists them.' \
                --by\t'A row for each day, week, month or hour.' \
                --breakdown\t'Break figures down by age, gender, country, device, placement and more; each on its own.' \
                --api-names\t'Use the API\'s names and units of figures in JSON, CSV and files; tables keep their headings.' \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default -spend).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --zero-fill\t'Show 0 where nothing was measured.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --active\t'Only ACTIVE ones.'
            set -a __pinads_options $shared
            set __pinads_places 'ids campaigns'
            set __pinads_more 'ids campaigns'
        case 'adgroups'
            set __pinads_commands \
                list\t'List ad groups.' \
                get\t'Show ad groups.' \
                create\t'Create an ad group from options, or many from a file.' \
                template\t'Write an empty sheet for ad groups to create.' \
                update\t'Change fields of ad groups, including parts of their targeting.' \
                pause\t'Pause ad groups.' \
                activate\t'Activate ad groups; they can spend money immediately.' \
                archive\t'Archive ad groups permanently.' \
                list-ads\t'List the ads of ad groups.' \
                analytics\t'Show what ad groups did and what they cost: the given ones, those of campaigns, or all.'
            set -a __pinads_options $shared
        case 'adgroups list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, or \'all\' (default ACTIVE,PAUSED).' \
                --campaign\t'Only of these campaigns.' \
                --adgroup\t'Only of these ad groups.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
        case 'adgroups get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'adgroups create'
            set __pinads_options \
                --campaign\t'The campaign it belongs to. Required.' \
                --campaign-id\t'The campaign it belongs to. Required.' \
                --name\t'Name. Required.' \
                --status\t'Status; ARCHIVED is final.' \
                --budget\t'Budget; needed unless the campaign holds the budget (CBO).' \
                --budget-in-micro-currency\t'Budget; needed unless the campaign holds the budget (CBO).' \
                --budget-type\t'The period that the budget covers.' \
                --bid\t'Bid.' \
                --bid-in-micro-currency\t'Bid.' \
                --bid-strategy-type\t'The bid strategy.' \
                --billable-event\t'The event that you pay for; can be changed only while DRAFT. Required.' \
                --start-time\t'Start time.' \
                --end-time\t'End time.' \
                --targeting-spec\t'Targeting; on update the API replaces all of it.' \
                --auto-targeting-enabled\t'Let Pinterest extend the targeting.' \
                --no-auto-targeting-enabled\t'Let Pinterest extend the targeting.' \
                --pacing-delivery-type\t'The pace at which the budget is spent.' \
                --placement-group\t'The places where the ads appear.' \
                --placement-traffic-type\t'The feeds that the ads appear in.' \
                --optimization-goal-metadata\t'The goal of delivery.' \
                --is-creative-optimization\t'Let Pinterest choose among creatives.' \
                --no-is-creative-optimization\t'Let Pinterest choose among creatives.' \
                --lifetime-frequency-cap\t'Maximum number of times that a person sees its ads, in total.' \
                --targeting-template-ids\t'A targeting template; ["0"] clears it.' \
                --customer-segment-id\t'A customer segment; not with AUDIENCE_INCLUDE or a targeting template; "0" clears it.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --bid-multiplier\t'Multiplies bids, 0 to 10; 0 clears it.' \
                --promotion-id\t'A promotion to show.' \
                --promotion-ids\t'Promotions to show; [] clears them.' \
                --promotion-application-level\t'The level that the promotion applies to.' \
                --feed-profile-id\t'The product feed of a catalog ad group.' \
                --is-local-inventory\t'Show products that shops near the person have.' \
                --no-is-local-inventory\t'Show products that shops near the person have.' \
                --local-inventory-radius-in-miles\t'The maximum distance, in miles.' \
                --performance-plus-campaign-settings\t'Settings of Pinterest Performance+.' \
                --ext-features\t'The tools that created it.' \
                --geo\t'Region or postal codes, such as US-CA.' \
                --location\t'Countries or metro codes.' \
                --gender\t'male, female, unknown.' \
                --age\t'Ages: 25-34,35-44 or 18+ or 25-54.' \
                --device\t'Devices, such as iphone,ipad.' \
                --locale\t'Languages, such as en-US.' \
                --interest\t'Interest ids.' \
                --audience-include\t'Audiences to reach.' \
                --audience-exclude\t'Audiences to leave out.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'adgroups template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'adgroups update'
            set __pinads_options \
                --campaign\t'The campaign it belongs to.' \
                --campaign-id\t'The campaign it belongs to.' \
                --name\t'Name.' \
                --status\t'Status; ARCHIVED is final.' \
                --budget\t'Budget; needed unless the campaign holds the budget (CBO).' \
                --budget-in-micro-currency\t'Budget; needed unless the campaign holds the budget (CBO).' \
                --budget-type\t'The period that the budget covers.' \
                --bid\t'Bid.' \
                --bid-in-micro-currency\t'Bid.' \
                --bid-strategy-type\t'The bid strategy.' \
                --billable-event\t'The event that you pay for; can be changed only while DRAFT.' \
                --start-time\t'Start time.' \
                --end-time\t'End time.' \
                --targeting-spec\t'Targeting; on update the API replaces all of it.' \
                --targeting-spec-operations\t'Changes to its targeting that keep the rest; not with targeting_spec.' \
                --auto-targeting-enabled\t'Let Pinterest extend the targeting.' \
                --no-auto-targeting-enabled\t'Let Pinterest extend the targeting.' \
                --pacing-delivery-type\t'The pace at which the budget is spent.' \
                --placement-group\t'The places where the ads appear.' \
                --placement-traffic-type\t'The feeds that the ads appear in.' \
                --optimization-goal-metadata\t'The goal of delivery.' \
                --is-creative-optimization\t'Let Pinterest choose among creatives.' \
                --no-is-creative-optimization\t'Let Pinterest choose among creatives.' \
                --lifetime-frequency-cap\t'Maximum number of times that a person sees its ads, in total.' \
                --targeting-template-ids\t'A targeting template; ["0"] clears it.' \
                --customer-segment-id\t'A customer segment; not with AUDIENCE_INCLUDE or a targeting template; "0" clears it.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --bid-multiplier\t'Multiplies bids, 0 to 10; 0 clears it.' \
                --promotion-id\t'A promotion to show.' \
                --promotion-ids\t'Promotions to show; [] clears them.' \
                --promotion-application-level\t'The level that the promotion applies to.' \
                --feed-profile-id\t'The product feed of a catalog ad group.' \
                --is-local-inventory\t'Show products that shops near the person have.' \
                --no-is-local-inventory\t'Show products that shops near the person have.' \
                --local-inventory-radius-in-miles\t'The maximum distance, in miles.' \
                --performance-plus-campaign-settings\t'Settings of Pinterest Performance+.' \
                --ext-features\t'The tools that created it.' \
                --geo\t'Region or postal codes, such as US-CA.' \
                --location\t'Countries or metro codes.' \
                --gender\t'male, female, unknown.' \
                --age\t'Ages: 25-34,35-44 or 18+ or 25-54.' \
                --device\t'Devices, such as iphone,ipad.' \
                --locale\t'Languages, such as en-US.' \
                --interest\t'Interest ids.' \
                --audience-include\t'Audiences to reach.' \
                --audience-exclude\t'Audiences to leave out.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.' \
                --overwrite-newer\t'Write rows even if their entities changed after the export.' \
                --clear\t'Set a field to null.' \
                --replace-targeting\t'Replace the whole targeting with the given parts; remove all others.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'adgroups pause'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'adgroups activate'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'adgroups archive'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'adgroups list-ads'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, or \'all\' (default ACTIVE,PAUSED).' \
                --ad\t'Only these ads.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'adgroups analytics'
            set __pinads_options \
                --last\t'7d (default), 30d, yesterday, last-week, this-month, last-month: complete days of the ad account.' \
                --start\t'First day, such as 2026-11-01 or -30d.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --columns\t'Metrics to show, such as spend,roas; pinads metrics lists them.' \
                --by\t'A row for each day, week, month or hour.' \
                --breakdown\t'Break figures down by age, gender, country, device, placement and more; each on its own.' \
                --api-names\t'Use the API\'s names and units of figures in JSON, CSV and files; tables keep their headings.' \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default -spend).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --zero-fill\t'Show 0 where nothing was measured.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --campaign\t'Only of these campaigns, by id or name.' \
                --active\t'Only ACTIVE ones.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ad_groups'
            set __pinads_more 'ids ad_groups'
        case 'ads'
            set __pinads_commands \
                list\t'List ads.' \
                get\t'Show ads.' \
                create\t'Create an ad from options, or many from a file.' \
                template\t'Write an empty sheet for ads to create.' \
                update\t'Change fields of ads.' \
                pause\t'Pause ads.' \
                activate\t'Activate ads; they can spend money immediately.' \
                archive\t'Archive ads permanently.' \
                analytics\t'Show what ads did and what they cost: the given ones, those of campaigns or Pins, or all.'
            set -a __pinads_options $shared
        case 'ads list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, or \'all\' (default ACTIVE,PAUSED).' \
                --campaign\t'Only of these campaigns.' \
                --adgroup\t'Only of these ad groups.' \
                --ad\t'Only these ads.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
        case 'ads get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ads'
            set __pinads_more 'ids ads'
        case 'ads create'
            set __pinads_options \
                --adgroup\t'The ad group it belongs to. Required.' \
                --ad-group-id\t'The ad group it belongs to. Required.' \
                --pin\t'The Pin; can be changed only while DRAFT. Required.' \
                --pin-id\t'The Pin; can be changed only while DRAFT. Required.' \
                --creative-type\t'Format of the ad. One of REGULAR, VIDEO, SHOPPING, CAROUSEL, MAX_VIDEO, SHOP_THE_PIN, COLLECTION, IDEA, SHOWCASE, QUIZ, COLLAGE, MAX_WIDTH_REGULAR_COLLECTION, MAX_WIDTH_VIDEO_COLLECTION, APP. Required.' \
                --name\t'Name, up to 255 characters.' \
                --status\t'Status; ARCHIVED is final.' \
                --destination-url\t'The URL that a click leads to.' \
                --click-tracking-url\t'URL that is called on a click.' \
                --view-tracking-url\t'URL that is called on an impression.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --carousel-destination-urls\t'The URLs that clicks on the cards lead to.' \
                --android-deep-link\t'Deep link for Android.' \
                --ios-deep-link\t'Deep link for iOS.' \
                --carousel-android-deep-links\t'Deep links of the cards for Android.' \
                --carousel-ios-deep-links\t'Deep links of the cards for iOS.' \
                --customizable-cta-type\t'The text on its button. One of GET_OFFER, LEARN_MORE, ORDER_NOW, SHOP_NOW, SIGN_UP, SUBSCRIBE, BUY_NOW, CONTACT_US, GET_QUOTE, VISIT_SITE, APPLY_NOW, BOOK_NOW, REQUEST_DEMO, REGISTER_NOW, FIND_A_DEALER, ... (see pinads schema).' \
                --lead-form\t'The form of a lead ad.' \
                --lead-form-id\t'The form of a lead ad.' \
                --quiz-pin-data\t'The quiz of a quiz ad.' \
                --disclosure-type\t'The kind of a pharmaceutical disclosure. One of NO_DISCLOSURE, PRESCRIBING_INFORMATION, PRESCRIBING_INFORMATION_BOX_WARNING, IMPORTANT_SAFETY_INFO, MED_GUIDE, PATIENT_INFORMATION.' \
                --disclosure-url\t'The URL of the disclosure.' \
                --grid-click-type\t'The target of a click; the server ignores the value sent.' \
                --is-pin-deleted\t'True if the original Pin is deleted.' \
                --no-is-pin-deleted\t'True if the original Pin is deleted.' \
                --is-removable\t'True if the Pin can be saved.' \
                --no-is-removable\t'True if the Pin can be saved.' \
                --collection-items-destination-url-template\t'URL template of a collection\'s items.' \
                --collections-header-type\t'The heading of a collection\'s items. One of SHOP_THIS_COLLECTION, EXPLORE_THIS_COLLECTION, NO_HEADER.' \
                --is-collage-single-destination\t'True if the whole collage leads to one destination.' \
                --no-is-collage-single-destination\t'True if the whole collage leads to one destination.' \
                --is-collage-accepted-terms\t'True if you accept the terms of collage ads.' \
                --no-is-collage-accepted-terms\t'True if you accept the terms of collage ads.' \
                --is-carting\t'True if it is a where-to-buy ad.' \
                --no-is-carting\t'True if it is a where-to-buy ad.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'ads template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'ads update'
            set __pinads_options \
                --adgroup\t'The ad group it belongs to.' \
                --ad-group-id\t'The ad group it belongs to.' \
                --pin\t'The Pin; can be changed only while DRAFT.' \
                --pin-id\t'The Pin; can be changed only while DRAFT.' \
                --creative-type\t'Format of the ad. One of REGULAR, VIDEO, SHOPPING, CAROUSEL, MAX_VIDEO, SHOP_THE_PIN, COLLECTION, IDEA, SHOWCASE, QUIZ, COLLAGE, MAX_WIDTH_REGULAR_COLLECTION, MAX_WIDTH_VIDEO_COLLECTION, APP.' \
                --name\t'Name, up to 255 characters.' \
                --status\t'Status; ARCHIVED is final.' \
                --destination-url\t'The URL that a click leads to.' \
                --click-tracking-url\t'URL that is called on a click.' \
                --view-tracking-url\t'URL that is called on an impression.' \
                --tracking-urls\t'Third-party tracking URLs by event.' \
                --carousel-destination-urls\t'The URLs that clicks on the cards lead to.' \
                --android-deep-link\t'Deep link for Android.' \
                --ios-deep-link\t'Deep link for iOS.' \
                --carousel-android-deep-links\t'Deep links of the cards for Android.' \
                --carousel-ios-deep-links\t'Deep links of the cards for iOS.' \
                --customizable-cta-type\t'The text on its button. One of GET_OFFER, LEARN_MORE, ORDER_NOW, SHOP_NOW, SIGN_UP, SUBSCRIBE, BUY_NOW, CONTACT_US, GET_QUOTE, VISIT_SITE, APPLY_NOW, BOOK_NOW, REQUEST_DEMO, REGISTER_NOW, FIND_A_DEALER, ... (see pinads schema).' \
                --lead-form\t'The form of a lead ad.' \
                --lead-form-id\t'The form of a lead ad.' \
                --quiz-pin-data\t'The quiz of a quiz ad.' \
                --disclosure-type\t'The kind of a pharmaceutical disclosure. One of NO_DISCLOSURE, PRESCRIBING_INFORMATION, PRESCRIBING_INFORMATION_BOX_WARNING, IMPORTANT_SAFETY_INFO, MED_GUIDE, PATIENT_INFORMATION.' \
                --disclosure-url\t'The URL of the disclosure.' \
                --grid-click-type\t'The target of a click; the server ignores the value sent.' \
                --is-pin-deleted\t'True if the original Pin is deleted.' \
                --no-is-pin-deleted\t'True if the original Pin is deleted.' \
                --is-removable\t'True if the Pin can be saved.' \
                --no-is-removable\t'True if the Pin can be saved.' \
                --collection-items-destination-url-template\t'URL template of a collection\'s items.' \
                --collections-header-type\t'The heading of a collection\'s items. One of SHOP_THIS_COLLECTION, EXPLORE_THIS_COLLECTION, NO_HEADER.' \
                --is-collage-single-destination\t'True if the whole collage leads to one destination.' \
                --no-is-collage-single-destination\t'True if the whole collage leads to one destination.' \
                --is-collage-accepted-terms\t'True if you accept the terms of collage ads.' \
                --no-is-collage-accepted-terms\t'True if you accept the terms of collage ads.' \
                --is-carting\t'True if it is a where-to-buy ad.' \
                --no-is-carting\t'True if it is a where-to-buy ad.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.' \
                --overwrite-newer\t'Write rows even if their entities changed after the export.' \
                --clear\t'Set a field to null.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ads'
            set __pinads_more 'ids ads'
        case 'ads pause'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ads'
            set __pinads_more 'ids ads'
        case 'ads activate'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ads'
            set __pinads_more 'ids ads'
        case 'ads archive'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ads'
            set __pinads_more 'ids ads'
        case 'ads analytics'
            set __pinads_options \
                --last\t'7d (default), 30d, yesterday, last-week, this-month, last-month: complete days of the ad account.' \
                --start\t'First day, such as 2026-11-01 or -30d.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --columns\t'Metrics to show, such as spend,roas; pinads metrics lists them.' \
                --by\t'A row for each day, week, month or hour.' \
                --breakdown\t'Break figures down by age, gender, country, device, placement and more; each on its own.' \
                --api-names\t'Use the API\'s names and units of figures in JSON, CSV and files; tables keep their headings.' \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default -spend).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --zero-fill\t'Show 0 where nothing was measured.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --campaign\t'Only of these campaigns, by id or name.' \
                --active\t'Only ACTIVE ones.' \
                --pin\t'Only ads of these Pins.' \
                --per-pin\t'One row per Pin, covering all its ads.'
            set -a __pinads_options $shared
            set __pinads_places 'ids ads'
            set __pinads_more 'ids ads'
        case 'audiences'
            set __pinads_commands \
                list\t'List audiences.' \
                get\t'Show audiences.' \
                create\t'Create an audience from options, or many from a file.' \
                template\t'Write an empty sheet for audiences to create.' \
                update\t'Change fields of audiences; only the given fields are sent.' \
                remove\t'Remove audiences permanently.'
            set -a __pinads_options $shared
        case 'audiences list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --status\t'Statuses to list, such as READY.' \
                --ownership-type\t'The account\'s own, or shared with it.' \
                --exclude-nca\t'Leave out those for new customer acquisition.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
        case 'audiences get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids audiences'
            set __pinads_more 'ids audiences'
        case 'audiences create'
            set __pinads_options \
                --name\t'Name. Required.' \
                --audience-type\t'The source of its members. One of CUSTOMER_LIST, VISITOR, ENGAGEMENT, ACTALIKE, PERSONA. Required.' \
                --rule\t'The rule that selects its members. Required.' \
                --description\t'A free-text description.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'audiences template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'audiences update'
            set __pinads_options \
                --name\t'Name.' \
                --audience-type\t'The source of its members. One of CUSTOMER_LIST, VISITOR, ENGAGEMENT, ACTALIKE, PERSONA.' \
                --rule\t'The rule that selects its members.' \
                --description\t'A free-text description.' \
                --operation-type\t'The kind of update: UPDATE or REMOVE.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.' \
                --overwrite-newer\t'Write rows even if their entities changed after the export.' \
                --clear\t'Set a field to null.'
            set -a __pinads_options $shared
            set __pinads_places 'ids audiences'
            set __pinads_more 'ids audiences'
        case 'audiences remove'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids audiences'
            set __pinads_more 'ids audiences'
        case 'customer-lists'
            set __pinads_commands \
                list\t'List customer lists.' \
                get\t'Show customer lists.' \
                create\t'Create a customer list from options or a file of customers, or many lists.' \
                template\t'Write an empty sheet for customer lists to create.' \
                update\t'Add records to customer lists or remove records, by --operation-type.' \
                add-records\t'Add records to a customer list.' \
                remove-records\t'Remove records from a customer list.'
            set -a __pinads_options $shared
        case 'customer-lists list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --exclude-nca\t'Leave out those for new customer acquisition.' \
                --order\t'Order by id: ascending (default) or descending.'
            set -a __pinads_options $shared
        case 'customer-lists get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids customer_lists'
            set __pinads_more 'ids customer_lists'
        case 'customer-lists create'
            set __pinads_options \
                --name\t'Name. Required.' \
                --list-type\t'The kind of its records. One of EMAIL, IDFA, MAID, LR_ID, DLX_ID, HASHED_PINNER_ID.' \
                --records\t'Records joined by commas: e-mails in lower case, plain or hashed (SHA1, SHA256, MD5); hashed MAIDs or IDFAs.' \
                --records-v2\t'Records as objects with email, maid, hashed_phone_number and so on; instead of records.' \
                --is-nca\t'For new customer acquisition (expanded matching); cannot be changed later.' \
                --no-is-nca\t'For new customer acquisition (expanded matching); cannot be changed later.' \
                --column\t'Column of the customers: its name, or its number from 1.' \
                --chunk-size\t'Records per request (default 10000). [1<=x<=15230]' \
                --skip-invalid\t'Skip rows without a valid customer, without failing.' \
                --resume\t'Resume an unfinished upload by its run number in the journal.' \
                --wait\t'Wait until the list is READY or TOO_SMALL.' \
                --wait-timeout\t'Longest wait for --wait (default 30m).' \
                --make-audience\t'Create an audience of this name once the list is READY.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'customer-lists template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'customer-lists update'
            set __pinads_options \
                --records\t'Records joined by commas: e-mails in lower case, plain or hashed (SHA1, SHA256, MD5); hashed MAIDs or IDFAs.' \
                --records-v2\t'Records as objects with email, maid, hashed_phone_number and so on; instead of records.' \
                --operation-type\t'The kind of update: ADD or REMOVE its records. Required.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.' \
                --overwrite-newer\t'Write rows even if their entities changed after the export.' \
                --clear\t'Set a field to null.'
            set -a __pinads_options $shared
            set __pinads_places 'ids customer_lists'
            set __pinads_more 'ids customer_lists'
        case 'customer-lists add-records'
            set __pinads_options \
                --column\t'Column of the customers: its name, or its number from 1.' \
                --chunk-size\t'Records per request (default 10000). [1<=x<=15230]' \
                --skip-invalid\t'Skip rows without a valid customer, without failing.' \
                --resume\t'Resume an unfinished upload by its run number in the journal.' \
                --wait\t'Wait until the list is READY or TOO_SMALL.' \
                --wait-timeout\t'Longest wait for --wait (default 30m).' \
                --make-audience\t'Create an audience of this name once the list is READY.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Customers from CSV, JSONL or a workbook, or one per line; - is standard input.' \
                --records\t'Records only, one per line or separated by commas: @FILE, or - for standard input.' \
                --list-type\t'Type of the list\'s records, if not e-mail addresses.'
            set -a __pinads_options $shared
            set __pinads_places 'ids customer_lists'
        case 'customer-lists remove-records'
            set __pinads_options \
                --column\t'Column of the customers: its name, or its number from 1.' \
                --chunk-size\t'Records per request (default 10000). [1<=x<=15230]' \
                --skip-invalid\t'Skip rows without a valid customer, without failing.' \
                --resume\t'Resume an unfinished upload by its run number in the journal.' \
                --wait\t'Wait until the list is READY or TOO_SMALL.' \
                --wait-timeout\t'Longest wait for --wait (default 30m).' \
                --make-audience\t'Create an audience of this name once the list is READY.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Customers from CSV, JSONL or a workbook, or one per line; - is standard input.' \
                --records\t'Records only, one per line or separated by commas: @FILE, or - for standard input.' \
                --list-type\t'Type of the list\'s records, if not e-mail addresses.'
            set -a __pinads_options $shared
            set __pinads_places 'ids customer_lists'
        case 'keywords'
            set __pinads_commands \
                list\t'List keywords.' \
                get\t'Show keywords.' \
                create\t'Create a keyword from options, or many from a table or a text file with one per line.' \
                template\t'Write an empty sheet for keywords to create.' \
                update\t'Change fields of keywords; only the given fields are sent.' \
                archive\t'Archive keywords permanently, which also removes them from listings.'
            set -a __pinads_options $shared
        case 'keywords list'
            set __pinads_options \
                --limit\t'Stop after N entities. [x>=1]' \
                --page-size\t'Entities per request (default 250). [1<=x<=250]' \
                --bookmark\t'Show one page, starting here.' \
                --filter\t'Compare a field: \'status=ACTIVE\', \'daily_spend_cap>50\', \'name~sale\'.' \
                --sort\t'Sort by fields; \'-\' before a field sorts descending.' \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --adgroup\t'Only of these ad groups.' \
                --campaign\t'Only of these campaigns.' \
                --match-type\t'Only these match types.' \
                --all\t'Include the keywords of all campaigns and ad groups; takes more requests.'
            set -a __pinads_options $shared
        case 'keywords get'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --to\t'Save as FILE: .xlsx, .csv, .tsv, .json or .jsonl; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
            set __pinads_places 'ids keywords'
            set __pinads_more 'ids keywords'
        case 'keywords create'
            set __pinads_options \
                --value\t'The keyword\'s text, up to 120 characters. Required.' \
                --keyword\t'The keyword\'s text, up to 120 characters. Required.' \
                --match-type\t'The match type; accounts and campaigns take the NEGATIVE ones only. One of BROAD, PHRASE, EXACT, EXACT_NEGATIVE, PHRASE_NEGATIVE. Required.' \
                --parent\t'The ad account, campaign or ad group it belongs to. Required.' \
                --parent-id\t'The ad account, campaign or ad group it belongs to. Required.' \
                --bid\t'Bid. Deprecated: the server ignores it.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --if-not-exists\t'Skip rows whose parent already has an entity with that name.'
            set -a __pinads_options $shared
        case 'keywords template'
            set __pinads_options \
                --to\t'Save as FILE: .xlsx, .csv or .tsv; - is standard output.' \
                --force\t'Overwrite an existing file.'
            set -a __pinads_options $shared
        case 'keywords update'
            set __pinads_options \
                --bid\t'Bid. Deprecated: the server ignores it.' \
                --archived\t'True if it is archived; archived keywords appear in no listing.' \
                --no-archived\t'True if it is archived; archived keywords appear in no listing.' \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.' \
                --file\t'Records from an XLSX, CSV, TSV, JSON or JSONL file, or one per line (.txt); - is standard input.' \
                --sheet\t'Sheet of the workbook, if it has several.' \
                --encoding\t'Encoding of the file, such as cp1252; detected by default.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --allow-large\t'Accept unusually large amounts.' \
                --allow-small\t'Accept unusually small amounts.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --skip-failed\t'Skip rows that cannot be written, and write the others. A policy violation still refuses all.' \
                --again\t'Write a file again even if it was already written completely.' \
                --no-read\t'Skip reading current values: faster, but no diff, merge or undo.' \
                --overwrite-newer\t'Write rows even if their entities changed after the export.' \
                --clear\t'Set a field to null.'
            set -a __pinads_options $shared
            set __pinads_places 'ids keywords'
            set __pinads_more 'ids keywords'
        case 'keywords archive'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids keywords'
            set __pinads_more 'ids keywords'
        case 'reports'
            set __pinads_commands \
                create\t'Request an asynchronous report of up to 186 days.' \
                status\t'Show the status of a report: IN_PROGRESS, FINISHED, EXPIRED, FAILED.' \
                wait\t'Wait until a report is finished.' \
                download\t'Wait for reports, then show or save their rows, joined in the order of the tokens.' \
                run\t'Request the reports of a period, wait for them, and show or save their rows.'
            set -a __pinads_options $shared
        case 'reports create'
            set __pinads_options \
                --last\t'30d (default), 2w, last-month, this-year and more: complete days of the ad account.' \
                --start\t'First day, such as -90d or 2026-11-01; 914 days ago at most.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --columns\t'Metrics of a row, by short or API name, such as spend,roas; pinads metrics lists them.' \
                --granularity\t'Span of a row: total (default), day, hour, week, month.' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --level\t'Subject of a row: campaign (default), account, adgroup, ad, keyword and more.' \
                --targeting-type\t'Breakdown of a level that ends in _targeting, such as GENDER.' \
                --campaign\t'Only of these campaigns.' \
                --adgroup\t'Only of these ad groups.' \
                --ad\t'Only these ads.' \
                --format\t'Format of Pinterest\'s own file: csv (default), or json, which lacks figures that are 0.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --dry-run\t'Show the requests and send none.' \
                --query\t'A JMESPath expression on the answer.'
            set -a __pinads_options $shared
        case 'reports status'
            set __pinads_options \
                --query\t'A JMESPath expression on the answer.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.'
            set -a __pinads_options $shared
            set __pinads_places 'text'
        case 'reports wait'
            set __pinads_options \
                --wait-timeout\t'Longest wait for the report (default 30m).' \
                --query\t'A JMESPath expression on the answer.'
            set -a __pinads_options $shared
            set __pinads_places 'text'
        case 'reports download'
            set __pinads_options \
                --to\t'Save as FILE: .csv, .tsv, .json, .jsonl, .xlsx, .parquet by its ending, else Pinterest\'s own file; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --wait-timeout\t'Longest wait for the report (default 30m).' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --api-names\t'Use the API\'s names and units as keys.' \
                --zero-fill\t'Show 0 for counts and money that are missing.'
            set -a __pinads_options $shared
            set __pinads_places 'text'
            set __pinads_more 'text'
        case 'reports run'
            set __pinads_options \
                --last\t'30d (default), 2w, last-month, this-year and more: complete days of the ad account.' \
                --start\t'First day, such as -90d or 2026-11-01; 914 days ago at most.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --columns\t'Metrics of a row, by short or API name, such as spend,roas; pinads metrics lists them.' \
                --granularity\t'Span of a row: total (default), day, hour, week, month.' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --allow-unknown\t'Send values that look like typos of known ones.' \
                --level\t'Subject of a row: campaign (default), account, adgroup, ad, keyword and more.' \
                --targeting-type\t'Breakdown of a level that ends in _targeting, such as GENDER.' \
                --campaign\t'Only of these campaigns.' \
                --adgroup\t'Only of these ad groups.' \
                --ad\t'Only these ads.' \
                --format\t'Format of Pinterest\'s own file: csv (default), or json, which lacks figures that are 0.' \
                -F\t'A field that pinads does not know yet, with a JSON value.' \
                --to\t'Save as FILE: .csv, .tsv, .json, .jsonl, .xlsx, .parquet by its ending, else Pinterest\'s own file; - is standard output.' \
                --force\t'Overwrite an existing file.' \
                --wait-timeout\t'Longest wait for the report (default 30m).' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --api-names\t'Use the API\'s names and units as keys.' \
                --zero-fill\t'Show 0 for counts and money that are missing.' \
                --dry-run\t'Show the requests and send none.'
            set -a __pinads_options $shared
        case 'overview'
            set __pinads_options \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default -spend).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --adgroup-budgets\t'Also read the budgets of ad groups: one more request per 250.' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.'
            set -a __pinads_options $shared
            set __pinads_places 'text'
            set __pinads_more 'text'
        case 'pace'
            set __pinads_options \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default the size of adjust_by).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --budget-file\t'A CSV file with campaigns (id or name) and their budgets for this month; other campaigns keep theirs.' \
                --tolerance\t'How far off is still on pace (default 10%).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.'
            set -a __pinads_options $shared
            set __pinads_places 'text'
            set __pinads_more 'text'
        case 'compare'
            set __pinads_options \
                --last\t'7d (default), 30d, yesterday, last-week, this-month, last-month: complete days of the ad account.' \
                --start\t'First day, such as 2026-11-01 or -30d.' \
                --end\t'Last day (default yesterday).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --api-names\t'Use the API\'s names and units of figures in JSON, CSV and files; tables keep their headings.' \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --filter\t'Show rows that meet a condition: \'cpc>1.50\', \'spend>100 and conversions<3\'.' \
                --sort\t'Sort by figures; \'-\' before one sorts descending (default the size of effect).' \
                --limit\t'Show N rows; totals still cover all. [x>=1]' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --level\t'campaigns (default), adgroups or ads.' \
                --against\t'before (default), last-year, or the first day to compare with.' \
                --columns\t'Metrics to show, such as spend,roas; pinads metrics lists them.' \
                --campaign\t'Only of these campaigns, by id or name.'
            set -a __pinads_options $shared
            set __pinads_places 'text'
            set __pinads_more 'text'
        case 'check'
            set __pinads_options \
                --chart\t'Draw charts below the table.' \
                --html\t'Save a web page with the table and charts; - is standard output.' \
                --to\t'Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.' \
                --force\t'Overwrite existing files.' \
                --fields\t'Show only these columns.' \
                --query\t'A JMESPath expression on the rows.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --click-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --engagement-window-days\t'0, 1, 7, 14, 30 (default) or 60.' \
                --view-window-days\t'0, 1 (default), 7, 14, 30 or 60.' \
                --conversion-report-time\t'time_of_ad_action (default) or time_of_conversion.' \
                --only\t'Run only these checks, by name.' \
                --level\t'Only show findings about campaigns, adgroups, ads or accounts.' \
                --tolerance\t'How far off is still on pace (default 25%).' \
                --utc\t'Use days in UTC instead of the ad account\'s time zone.' \
                --explain\t'Show the numbers behind each finding.'
            set -a __pinads_options $shared
            set __pinads_places 'files'
        case 'metrics'
            set __pinads_options \
                --search\t'Only metrics with these words in name or meaning.' \
                --in\t'Only metrics of analytics, or of reports.' \
                --all\t'All metrics, not only the common ones.'
            set -a __pinads_options $shared
            set __pinads_places 'choices spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions'
            set __pinads_more 'choices spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions'
        case 'init'
            set __pinads_options \
                --environment\t'production, sandbox or emulator.' \
                --app-id\t'The app to log in with (PINADS_APP_ID).' \
                --scopes\t'Scopes to request (default ads:read,ads:write).' \
                --redirect-uri\t'Redirect URI registered for the app (default http://localhost:8085/).' \
                --no-browser\t'Print the URL of the page, and read the address it redirects to.' \
                --with-token\t'Read an access token from standard input.' \
                --client-credentials\t'Get a token for the app\'s own account, without a browser.' \
                --insecure-storage\t'Store the token in a file that only you can read.' \
                --wait\t'Longest wait for the browser (default 5m).' \
                --max-daily-budget\t'Highest daily budget, or none.' \
                --max-lifetime-budget\t'Highest lifetime budget, or none.' \
                --max-bid\t'Highest bid, or none.' \
                --max-increase-pct\t'Largest increase of an amount, or none.' \
                --proposed-limits\t'Use the proposed value for each limit that is not given.' \
                --demo\t'Use the demo account, without a login.' \
                --completion\t'Install completion for a shell, or none.' \
                --skip\t'Leave out steps: login, account, limits, completion.'
            set -a __pinads_options $shared
        case 'status'
            set -a __pinads_options $shared
        case 'use'
            set -a __pinads_options $shared
            set __pinads_places 'profiles'
        case 'auth'
            set __pinads_commands \
                login\t'Log in to Pinterest and store the token in this machine\'s keyring.' \
                logout\t'Delete the profile\'s token.' \
                status\t'Show the token of every profile: source, scopes and expiry.' \
                refresh\t'Refresh the profile\'s token now, instead of shortly before it expires.' \
                token\t'Print the access token, refreshed if it is about to expire.'
            set -a __pinads_options $shared
        case 'auth login'
            set __pinads_options \
                --environment\t'production, sandbox or emulator.' \
                --app-id\t'The app to log in with (PINADS_APP_ID).' \
                --scopes\t'Scopes to request (default ads:read,ads:write).' \
                --redirect-uri\t'Redirect URI registered for the app (default http://localhost:8085/).' \
                --no-browser\t'Print the URL of the page, and read the address it redirects to.' \
                --with-token\t'Read an access token from standard input.' \
                --client-credentials\t'Get a token for the app\'s own account, without a browser.' \
                --insecure-storage\t'Store the token in a file that only you can read.' \
                --wait\t'Longest wait for the browser (default 5m).'
            set -a __pinads_options $shared
        case 'auth logout'
            set -a __pinads_options $shared
        case 'auth status'
            set -a __pinads_options $shared
        case 'auth refresh'
            set -a __pinads_options $shared
        case 'auth token'
            set -a __pinads_options $shared
        case 'profiles'
            set __pinads_commands \
                list\t'List the profiles.' \
                show\t'Show the settings in effect for a profile: option, environment, profile, then default.' \
                create\t'Create a profile, before logging in with pinads auth login.' \
                set\t'Change settings of a profile, as KEY=VALUE; keeps comments in the file.' \
                use\t'Make a profile the default.' \
                delete\t'Delete a profile and its token.'
            set -a __pinads_options $shared
        case 'profiles list'
            set -a __pinads_options $shared
        case 'profiles show'
            set __pinads_options \
                --origin\t'Show where each value comes from.'
            set -a __pinads_options $shared
            set __pinads_places 'profiles'
        case 'profiles create'
            set __pinads_options \
                --environment\t'production, sandbox or emulator.' \
                --app-id\t'The app to log in with.'
            set -a __pinads_options $shared
            set __pinads_places 'text' 'text'
            set __pinads_more 'text'
        case 'profiles set'
            set __pinads_options \
                --environment\t'production, sandbox or emulator.' \
                --app-id\t'The app to log in with.' \
                --clear\t'Remove a setting.'
            set -a __pinads_options $shared
            set __pinads_places 'profiles' 'text'
            set __pinads_more 'text'
        case 'profiles use'
            set -a __pinads_options $shared
            set __pinads_places 'profiles'
        case 'profiles delete'
            set __pinads_options \
                --yes\t'Do not ask (PINADS_YES=1).'
            set -a __pinads_options $shared
            set __pinads_places 'profiles'
        case 'alias'
            set __pinads_commands \
                set\t'Set an alias: a name for a command with its arguments and options.' \
                list\t'List the aliases.' \
                delete\t'Delete an alias.'
            set -a __pinads_options $shared
        case 'alias set'
            set -a __pinads_options $shared
            set __pinads_places 'text' 'text'
        case 'alias list'
            set -a __pinads_options $shared
        case 'alias delete'
            set -a __pinads_options $shared
            set __pinads_places 'aliases'
        case 'completion'
            set __pinads_options \
                --install\t'Save the script where the shell looks for it, instead of printing it.'
            set -a __pinads_options $shared
            set __pinads_places 'choices bash zsh fish install'
        case 'doctor'
            set -a __pinads_options $shared
        case 'undo'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids runs'
        case 'journal'
            set __pinads_commands \
                list\t'List the runs of earlier writes, newest first.' \
                show\t'Show the rows of a run with their outcomes; for an upload of customers, its chunks.' \
                resume\t'Resume a run: reconcile rows of unknown outcome, then send the rest.' \
                apply\t'Send exactly the requests of a plan that --save-plan saved.' \
                prune\t'Delete old runs from the journal; they can then be neither resumed nor undone.'
            set -a __pinads_options $shared
        case 'journal list'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.' \
                --since\t'Runs since yesterday, 2h, 3d or a date such as 2026-11-01.' \
                --limit\t'Stop after N runs. [x>=1]'
            set -a __pinads_options $shared
        case 'journal show'
            set __pinads_options \
                --fields\t'Show only these fields; dotted paths reach into objects.' \
                --query\t'A JMESPath expression on the result.' \
                --watch\t'Repeat every TIME, such as 30s, until Ctrl-C.'
            set -a __pinads_options $shared
            set __pinads_places 'ids runs'
        case 'journal resume'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids runs'
        case 'journal apply'
            set __pinads_options \
                --dry-run\t'Show the requests and send none.' \
                --save-plan\t'Like --dry-run, and save the plan for pinads journal apply.' \
                --yes\t'Do not ask for confirmation (PINADS_YES=1).' \
                --failed-out\t'Save rejected rows, each with its reason, to a file for --file.' \
                --concurrency\t'Requests in flight (default 4). [1<=x<=16]' \
                --fresh\t'Ignore an unfinished run of the same rows and start over.' \
                --no-reconcile\t'Do not look up rows whose answer was lost; leave them unknown.' \
                --settle-time\t'Wait this long before repeating an unanswered create (default 60s).' \
                --no-wait\t'Do not wait; leave rows that would need it unknown.' \
                --fields\t'Show only these fields of the outcome; dotted paths.' \
                --query\t'A JMESPath expression on the outcome.'
            set -a __pinads_options $shared
            set __pinads_places 'ids runs'
        case 'journal prune'
            set __pinads_options \
                --older-than\t'Delete runs that started longer ago (default 90d).'
            set -a __pinads_options $shared
        case 'open'
            set -a __pinads_options $shared
            set __pinads_places 'text'
        case 'api'
            set __pinads_options \
                -f\t'A parameter; repeat it for a list.' \
                -F\t'A parameter whose value is JSON, or @FILE.' \
                --input\t'The body from a file; - is standard input.' \
                --paginate\t'Follow the bookmarks of a listing and return one array of all items.' \
                --dry-run\t'Show the requests and send none.' \
                --query\t'A JMESPath expression on the answer.'
            set -a __pinads_options $shared
            set __pinads_places 'choices GET POST PATCH PUT DELETE' 'text'
        case 'schema'
            set -a __pinads_options $shared
            set __pinads_places 'choices account campaign adgroup ad audience customer-list keyword' 'choices create update record'
        case 'explain'
            set -a __pinads_options $shared
            set __pinads_places 'choices exit 1 2 3 8 12 29 50 2384'
            set __pinads_more 'choices exit 1 2 3 8 12 29 50 2384'
        case 'emulator'
            set __pinads_commands \
                serve\t'Serve the emulator over HTTP until Ctrl-C or SIGTERM.' \
                seed\t'Fill the emulator with a sample business, the same on every machine.' \
                reset\t'Delete everything in the emulator.' \
                status\t'Show the location and the contents of the emulator\'s state.'
            set -a __pinads_options $shared
        case 'emulator serve'
            set __pinads_options \
                --port\t'Port to listen on; 0 picks a free one (default). [0<=x<=65535]' \
                --data-dir\t'Directory of its state (default: the demo profile\'s).' \
                --host\t'Address to listen on (default: this machine only).' \
                --fault\t'A fault and its rate: throttle=0.1, latency=80ms, html@oauth/token=1.' \
                --seed\t'Seed of the random faults.' \
                --rate-limit\t'Enforce a limit of requests per minute on a category: ads_read=60.' \
                --token-lifetime\t'Lifetime of access tokens (default 30 days).' \
                --refresh-lifetime\t'Lifetime of refresh tokens (default 60 days).' \
                --log\t'Write a line of JSON per request: method, path, status.' \
                --strict-auth\t'Refuse access tokens that it did not issue, so that a login is needed.'
            set -a __pinads_options $shared
        case 'emulator seed'
            set __pinads_options \
                --data-dir\t'Directory of its state (default: the demo profile\'s).' \
                --campaigns\t'Number of campaigns (default 20). [x>=1]'
            set -a __pinads_options $shared
        case 'emulator reset'
            set __pinads_options \
                --data-dir\t'Directory of its state (default: the demo profile\'s).'
            set -a __pinads_options $shared
        case 'emulator status'
            set __pinads_options \
                --data-dir\t'Directory of its state (default: the demo profile\'s).'
            set -a __pinads_options $shared
        case 'help'
            set -a __pinads_options $shared
            set __pinads_places 'text'
            set __pinads_more 'text'
    end
end

# The value of the option $argv[2] of the command $argv[1]; false where it has none.
function __pinads_value
    switch "$argv[1] $argv[2]"
        case 'accounts list --filter'
            echo 'comparisons id= name= country= currency= time_zone= owner= permissions= created_time= updated_time='
        case 'accounts list-campaigns --filter' 'campaigns list --filter'
            echo 'comparisons id= ad_account_id= name= status= objective_type= intended_promotion_type= daily_spend_cap= lifetime_spend_cap= is_campaign_budget_optimization= is_flexible_daily_budgets= start_time= end_time= order_line_id= tracking_urls= bid_options= is_automated_campaign= is_performance_plus= performance_plus_campaign_settings= is_top_of_search= is_ltv_optimized= is_carting= summary_status= created_time= updated_time= type='
        case 'accounts list-audiences --filter' 'audiences list --filter'
            echo 'comparisons id= ad_account_id= name= audience_type= rule= description= size= is_nca= status= created_by_company_name= created_timestamp= updated_timestamp= type='
        case 'accounts list-customer-lists --filter' 'customer-lists list --filter'
            echo 'comparisons id= ad_account_id= name= is_nca= status= num_batches= num_uploaded_user_records= num_removed_user_records= created_time= updated_time= exceptions= type='
        case 'campaigns list-adgroups --filter' 'adgroups list --filter'
            echo 'comparisons id= ad_account_id= campaign_id= name= status= budget_in_micro_currency= budget_type= bid_in_micro_currency= bid_strategy_type= billable_event= start_time= end_time= targeting_spec= auto_targeting_enabled= pacing_delivery_type= placement_group= placement_traffic_type= optimization_goal_metadata= is_creative_optimization= lifetime_frequency_cap= targeting_template_ids= customer_segment_id= tracking_urls= bid_multiplier= promotion_id= promotion_ids= promotion_application_level= conversion_learning_mode_type= dca_assets= feed_profile_id= is_local_inventory= local_inventory_radius_in_miles= performance_plus_campaign_settings= ext_features= summary_status= created_time= updated_time= type='
        case 'adgroups list-ads --filter' 'ads list --filter'
            echo 'comparisons id= ad_account_id= campaign_id= ad_group_id= pin_id= creative_type= name= status= destination_url= click_tracking_url= view_tracking_url= tracking_urls= carousel_destination_urls= android_deep_link= ios_deep_link= carousel_android_deep_links= carousel_ios_deep_links= customizable_cta_type= lead_form_id= quiz_pin_data= disclosure_type= disclosure_url= grid_click_type= is_pin_deleted= is_removable= collection_items_destination_url_template= collections_header_type= is_collage_single_destination= is_collage_accepted_terms= is_carting= carting_platform_type= carting_products= review_status= rejected_reasons= rejection_labels= summary_status= created_time= updated_time= type='
        case 'keywords list --filter'
            echo 'comparisons id= value= match_type= parent_id= parent_type= bid= archived= type='
        case 'accounts list --sort' 'accounts list --fields' 'accounts get --fields'
            echo 'choices-list id name country currency time_zone owner permissions created_time updated_time'
        case 'accounts list-campaigns --sort' 'campaigns list --sort' 'accounts list-campaigns --fields' 'campaigns list --fields' 'campaigns get --fields' 'campaigns budget --fields'
            echo 'choices-list id ad_account_id name status objective_type intended_promotion_type daily_spend_cap lifetime_spend_cap is_campaign_budget_optimization is_flexible_daily_budgets start_time end_time order_line_id tracking_urls bid_options is_automated_campaign is_performance_plus performance_plus_campaign_settings is_top_of_search is_ltv_optimized is_carting summary_status created_time updated_time type'
        case 'accounts list-audiences --sort' 'audiences list --sort' 'accounts list-audiences --fields' 'audiences list --fields' 'audiences get --fields'
            echo 'choices-list id ad_account_id name audience_type rule description size is_nca status created_by_company_name created_timestamp updated_timestamp type'
        case 'accounts list-customer-lists --sort' 'customer-lists list --sort' 'accounts list-customer-lists --fields' 'customer-lists list --fields' 'customer-lists get --fields'
            echo 'choices-list id ad_account_id name is_nca status num_batches num_uploaded_user_records num_removed_user_records created_time updated_time exceptions type'
        case 'campaigns list-adgroups --sort' 'adgroups list --sort' 'campaigns list-adgroups --fields' 'adgroups list --fields' 'adgroups get --fields'
            echo 'choices-list id ad_account_id campaign_id name status budget_in_micro_currency budget_type bid_in_micro_currency bid_strategy_type billable_event start_time end_time targeting_spec auto_targeting_enabled pacing_delivery_type placement_group placement_traffic_type optimization_goal_metadata is_creative_optimization lifetime_frequency_cap targeting_template_ids customer_segment_id tracking_urls bid_multiplier promotion_id promotion_ids promotion_application_level conversion_learning_mode_type dca_assets feed_profile_id is_local_inventory local_inventory_radius_in_miles performance_plus_campaign_settings ext_features summary_status created_time updated_time type'
        case 'adgroups list-ads --sort' 'ads list --sort' 'adgroups list-ads --fields' 'ads list --fields' 'ads get --fields'
            echo 'choices-list id ad_account_id campaign_id ad_group_id pin_id creative_type name status destination_url click_tracking_url view_tracking_url tracking_urls carousel_destination_urls android_deep_link ios_deep_link carousel_android_deep_links carousel_ios_deep_links customizable_cta_type lead_form_id quiz_pin_data disclosure_type disclosure_url grid_click_type is_pin_deleted is_removable collection_items_destination_url_template collections_header_type is_collage_single_destination is_collage_accepted_terms is_carting carting_platform_type carting_products review_status rejected_reasons rejection_labels summary_status created_time updated_time type'
        case 'keywords list --sort' 'keywords list --fields' 'keywords get --fields'
            echo 'choices-list id value match_type parent_id parent_type bid archived type'
        case 'reports download --fields' 'reports run --fields'
            echo 'choices-list id name status date targeting_type targeting_value spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions ADS_CREDIT_SPEND_IN_DOLLAR ADS_CREDIT_SPEND_IN_MICRO_DOLLAR ADVERTISER_ID AD_ACCOUNT_ID AD_GROUP_BID_MULTIPLIER AD_GROUP_BUDGET_IN_LOCAL_CURRENCY AD_GROUP_BUDGET_TYPE AD_GROUP_ENTITY_STATUS AD_GROUP_ID AD_GROUP_NAME AD_GROUP_OPTIMIZATION AD_GROUP_STATUS AD_ID AD_NAME AD_STATUS APP_INSTALL_COST_PER_ACTION CAMPAIGN CAMPAIGN_BRAND_LABEL CAMPAIGN_BUDGET_OPTIMIZATION CAMPAIGN_CUSTOM_LABELS CAMPAIGN_DAILY_SPEND_CAP CAMPAIGN_ENTITY_STATUS CAMPAIGN_ID CAMPAIGN_LIFETIME_SPEND_CAP CAMPAIGN_MANAGED_STATUS CAMPAIGN_NAME CAMPAIGN_OBJECTIVE_TYPE CAMPAIGN_STATUS CHECKOUT_ROAS CLICKTHROUGH_1 CLICKTHROUGH_1_GROSS CLICKTHROUGH_2 COLLECTION_PIN_ITEM_CLICKTHROUGH_1 COLLECTION_PIN_ITEM_CLICKTHROUGH_2 COLLECTION_PIN_ITEM_IMPRESSION_1 COLLECTION_PIN_ITEM_IMPRESSION_2 COST_PER_LEAD COST_PER_OUTBOUND_CLICK COST_PER_OUTBOUND_CLICK_IN_DOLLAR COST_PER_OUTBOUND_CLICK_IN_DOLLAR_1 CPCV_IN_MICRO_DOLLAR CPCV_P95_IN_MICRO_DOLLAR CPC_IN_MICRO_DOLLAR CPM_IN_DOLLAR CPM_IN_MICRO_DOLLAR CPV_IN_MICRO_DOLLAR CTR CTR_2 CUSTOM_ROAS ECPCV_IN_DOLLAR ECPCV_P95_IN_DOLLAR ECPC_IN_DOLLAR ECPC_IN_MICRO_DOLLAR ECPE_IN_DOLLAR ECPM_IN_MICRO_DOLLAR ECPV_IN_DOLLAR ECTR EENGAGEMENT_RATE ENGAGEMENT_1 ENGAGEMENT_2 ENGAGEMENT_RATE IDEA_PIN_PAGE_BACKWARD_1 IDEA_PIN_PAGE_BACKWARD_2 IDEA_PIN_PAGE_FORWARD_1 IDEA_PIN_PAGE_FORWARD_2 IDEA_PIN_PRODUCT_TAG_VISIT_1 IDEA_PIN_PRODUCT_TAG_VISIT_2 IMPRESSION_1 IMPRESSION_1_GROSS IMPRESSION_2 INAPP_ADD_TO_CART_COST_PER_ACTION INAPP_ADD_TO_CART_ROAS INAPP_APP_INSTALL_COST_PER_ACTION INAPP_APP_INSTALL_ROAS INAPP_CHECKOUT_COST_PER_ACTION INAPP_CHECKOUT_ROAS INAPP_SEARCH_COST_PER_ACTION INAPP_SEARCH_ROAS INAPP_SIGNUP_COST_PER_ACTION INAPP_SIGNUP_ROAS INAPP_SKAN_APP_INSTALL INAPP_SKAN_APP_INSTALL_CONVERSION_RATE INAPP_SKAN_APP_INSTALL_COST_PER_ACTION INAPP_SKAN_ASSISTED_APP_INSTALL INAPP_UNKNOWN_COST_PER_ACTION INAPP_UNKNOWN_ROAS IS_CATALOG_CREATIVE_CAMPAIGN IS_PREMIERE_CAMPAIGN LEADS OFFLINE_CHECKOUT_COST_PER_ACTION OFFLINE_CHECKOUT_ROAS OFFLINE_CUSTOM_COST_PER_ACTION OFFLINE_CUSTOM_ROAS OFFLINE_LEAD_COST_PER_ACTION OFFLINE_LEAD_ROAS OFFLINE_SIGNUP_COST_PER_ACTION OFFLINE_SIGNUP_ROAS OFFLINE_UNKNOWN_COST_PER_ACTION OFFLINE_UNKNOWN_ROAS ONSITE_CHECKOUTS_1 ORDER_LINE_ID ORDER_LINE_NAME OUTBOUND_CLICK_1 OUTBOUND_CLICK_2 OUTBOUND_CTR OUTBOUND_CTR_1 PAGE_VISIT_COST_PER_ACTION PAGE_VISIT_ROAS PAID_IMPRESSION PAID_VIDEO_VIEWABLE_RATE PINTEREST_CHECKOUT_COST_PER_ACTION PINTEREST_CHECKOUT_ROAS PIN_ID PIN_PROMOTION_ID PIN_PROMOTION_NAME PIN_PROMOTION_STATUS PRODUCT_GROUP_AD_IMAGE_TAG PRODUCT_GROUP_AD_VIDEO_TAG PRODUCT_GROUP_ID PRODUCT_GROUP_STATUS PRODUCT_ITEM_BRAND PRODUCT_ITEM_CURRENCY PRODUCT_ITEM_DESCRIPTION PRODUCT_ITEM_IMAGE_URL PRODUCT_ITEM_NAME PRODUCT_ITEM_PIN_URL PRODUCT_ITEM_PRICE PRODUCT_ITEM_PRODUCT_CATEGORY PRODUCT_ITEM_PRODUCT_TYPE PRODUCT_ITEM_PRODUCT_URL PRODUCT_ITEM_SALE_PRICE PROMO_ID PROMO_NAME QUIZ_COMPLETED QUIZ_COMPLETION_RATE REPIN_1 REPIN_2 REPIN_RATE SHOWCASE_AVERAGE_SUBPAGE_CLOSEUP_PER_SESSION SHOWCASE_CARD_THUMBNAIL_SWIPE_BACKWARD SHOWCASE_CARD_THUMBNAIL_SWIPE_FORWARD SHOWCASE_PIN_CLICKTHROUGH SHOWCASE_SUBPAGE_CLICKTHROUGH SHOWCASE_SUBPAGE_CLOSEUP SHOWCASE_SUBPAGE_IMPRESSION SHOWCASE_SUBPAGE_REPIN SHOWCASE_SUBPAGE_SWIPE_LEFT SHOWCASE_SUBPAGE_SWIPE_RIGHT SHOWCASE_SUBPIN_CLICKTHROUGH SHOWCASE_SUBPIN_IMPRESSION SHOWCASE_SUBPIN_REPIN SHOWCASE_SUBPIN_SWIPE_LEFT SHOWCASE_SUBPIN_SWIPE_RIGHT SPEND_IN_DOLLAR SPEND_IN_MICRO_DOLLAR SPEND_ORDER_LINE_ID STANDARD_AD_FEED_ITEM_ID TOTAL_ADD_TO_CART TOTAL_ADD_TO_CART_CONVERSION_RATE TOTAL_ADD_TO_CART_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_ADD_TO_CART_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_ADD_TO_CART_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_ADD_TO_CART_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_ADD_TO_CART_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_ADD_TO_CART_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_ADD_TO_CART_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_ADD_TO_CART_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_ADD_TO_CART_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_ADD_TO_WISHLIST TOTAL_APP_INSTALL TOTAL_APP_INSTALL_CONVERSION_RATE TOTAL_APP_INSTALL_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_APP_INSTALL_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_APP_INSTALL_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_APP_INSTALL_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_APP_INSTALL_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_APP_INSTALL_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_APP_INSTALL_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_APP_INSTALL_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_APP_INSTALL_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_CHECKOUT TOTAL_CHECKOUT_CONVERSION_RATE TOTAL_CHECKOUT_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_CHECKOUT_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_CHECKOUT_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_CHECKOUT_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_CHECKOUT_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_CHECKOUT_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_CHECKOUT_QUANTITY TOTAL_CHECKOUT_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_CHECKOUT_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_CHECKOUT_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICKTHROUGH TOTAL_CLICK_ADD_TO_CART TOTAL_CLICK_ADD_TO_CART_QUANTITY TOTAL_CLICK_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_APP_INSTALL TOTAL_CLICK_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_CHECKOUT TOTAL_CLICK_CHECKOUT_QUANTITY TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_CUSTOM TOTAL_CLICK_CUSTOM_QUANTITY TOTAL_CLICK_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_LEAD TOTAL_CLICK_LEAD_QUANTITY TOTAL_CLICK_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_PAGE_VISIT TOTAL_CLICK_PAGE_VISIT_QUANTITY TOTAL_CLICK_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_SEARCH TOTAL_CLICK_SEARCH_QUANTITY TOTAL_CLICK_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_SIGNUP TOTAL_CLICK_SIGNUP_QUANTITY TOTAL_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_UNKNOWN TOTAL_CLICK_UNKNOWN_QUANTITY TOTAL_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_VIEW_CATEGORY TOTAL_CLICK_VIEW_CATEGORY_QUANTITY TOTAL_CLICK_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_WATCH_VIDEO TOTAL_CLICK_WATCH_VIDEO_QUANTITY TOTAL_CLICK_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_COLLECTION_PIN_ITEM_CLICKTHROUGH TOTAL_COLLECTION_PIN_ITEM_IMPRESSION TOTAL_CONVERSIONS TOTAL_CONVERSIONS_QUANTITY TOTAL_CONVERSIONS_VALUE_IN_MICRO_DOLLAR TOTAL_CUSTOM TOTAL_CUSTOM_CONVERSION_RATE TOTAL_CUSTOM_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_CUSTOM_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_CUSTOM_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_CUSTOM_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_CUSTOM_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_CUSTOM_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_CUSTOM_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_CUSTOM_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_CUSTOM_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_DESTINATION_VIEWS TOTAL_ENGAGEMENT TOTAL_ENGAGEMENT_ADD_TO_CART TOTAL_ENGAGEMENT_ADD_TO_CART_QUANTITY TOTAL_ENGAGEMENT_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_APP_INSTALL TOTAL_ENGAGEMENT_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_CHECKOUT TOTAL_ENGAGEMENT_CHECKOUT_QUANTITY TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_CUSTOM TOTAL_ENGAGEMENT_CUSTOM_QUANTITY TOTAL_ENGAGEMENT_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_LEAD TOTAL_ENGAGEMENT_LEAD_QUANTITY TOTAL_ENGAGEMENT_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_PAGE_VISIT TOTAL_ENGAGEMENT_PAGE_VISIT_QUANTITY TOTAL_ENGAGEMENT_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_SEARCH TOTAL_ENGAGEMENT_SEARCH_QUANTITY TOTAL_ENGAGEMENT_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_SIGNUP TOTAL_ENGAGEMENT_SIGNUP_QUANTITY TOTAL_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_UNKNOWN TOTAL_ENGAGEMENT_UNKNOWN_QUANTITY TOTAL_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_VIEW_CATEGORY TOTAL_ENGAGEMENT_VIEW_CATEGORY_QUANTITY TOTAL_ENGAGEMENT_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_WATCH_VIDEO TOTAL_ENGAGEMENT_WATCH_VIDEO_QUANTITY TOTAL_ENGAGEMENT_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_IDEA_PIN_PAGE_BACKWARD TOTAL_IDEA_PIN_PAGE_FORWARD TOTAL_IDEA_PIN_PRODUCT_TAG_VISIT TOTAL_IMPRESSION TOTAL_IMPRESSION_FREQUENCY TOTAL_IMPRESSION_USER TOTAL_INAPP_ADD_TO_CART TOTAL_INAPP_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_APP_INSTALL TOTAL_INAPP_APP_INSTALL_CONVERSION_RATE TOTAL_INAPP_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CHECKOUT TOTAL_INAPP_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_ADD_TO_CART TOTAL_INAPP_CLICK_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_APP_INSTALL TOTAL_INAPP_CLICK_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_CHECKOUT TOTAL_INAPP_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_SEARCH TOTAL_INAPP_CLICK_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_SIGNUP TOTAL_INAPP_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_UNKNOWN TOTAL_INAPP_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_ADD_TO_CART TOTAL_INAPP_ENGAGEMENT_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_APP_INSTALL TOTAL_INAPP_ENGAGEMENT_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_CHECKOUT TOTAL_INAPP_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_SEARCH TOTAL_INAPP_ENGAGEMENT_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_SIGNUP TOTAL_INAPP_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_UNKNOWN TOTAL_INAPP_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_SEARCH TOTAL_INAPP_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_SIGNUP TOTAL_INAPP_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_UNKNOWN TOTAL_INAPP_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_ADD_TO_CART TOTAL_INAPP_VIEW_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_APP_INSTALL TOTAL_INAPP_VIEW_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_CHECKOUT TOTAL_INAPP_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_SEARCH TOTAL_INAPP_VIEW_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_SIGNUP TOTAL_INAPP_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_UNKNOWN TOTAL_INAPP_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_LEAD TOTAL_LEAD_CONVERSION_RATE TOTAL_LEAD_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_LEAD_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_LEAD_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_LEAD_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_LEAD_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_LEAD_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_LEAD_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_LEAD_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_LEAD_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CHECKOUT TOTAL_OFFLINE_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_CHECKOUT TOTAL_OFFLINE_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_CUSTOM TOTAL_OFFLINE_CLICK_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_LEAD TOTAL_OFFLINE_CLICK_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_SIGNUP TOTAL_OFFLINE_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_UNKNOWN TOTAL_OFFLINE_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CUSTOM TOTAL_OFFLINE_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_CHECKOUT TOTAL_OFFLINE_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_CUSTOM TOTAL_OFFLINE_ENGAGEMENT_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_LEAD TOTAL_OFFLINE_ENGAGEMENT_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_SIGNUP TOTAL_OFFLINE_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_UNKNOWN TOTAL_OFFLINE_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_LEAD TOTAL_OFFLINE_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_SIGNUP TOTAL_OFFLINE_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_UNKNOWN TOTAL_OFFLINE_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_CHECKOUT TOTAL_OFFLINE_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_CUSTOM TOTAL_OFFLINE_VIEW_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_LEAD TOTAL_OFFLINE_VIEW_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_SIGNUP TOTAL_OFFLINE_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_UNKNOWN TOTAL_OFFLINE_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_PAGE_VISIT TOTAL_PAGE_VISIT_CONVERSION_RATE TOTAL_PAGE_VISIT_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_PAGE_VISIT_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_PAGE_VISIT_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_PAGE_VISIT_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_PAGE_VISIT_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_PAGE_VISIT_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_PAGE_VISIT_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_PAGE_VISIT_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_PAGE_VISIT_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_PINTEREST_CHECKOUT TOTAL_PINTEREST_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_REPIN_RATE TOTAL_SEARCH TOTAL_SEARCH_CONVERSION_RATE TOTAL_SEARCH_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_SEARCH_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_SEARCH_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_SEARCH_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_SEARCH_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_SEARCH_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_SEARCH_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_SEARCH_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_SEARCH_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_SIGNUP TOTAL_SIGNUP_CONVERSION_RATE TOTAL_SIGNUP_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_SIGNUP_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_SIGNUP_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_SIGNUP_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_SIGNUP_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_SIGNUP_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_SIGNUP_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_SIGNUP_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_SIGNUP_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_SUBSCRIBE TOTAL_UNKNOWN_CONVERSION_RATE TOTAL_UNKNOWN_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_UNKNOWN_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_UNKNOWN_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_UNKNOWN_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_UNKNOWN_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_UNKNOWN_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_UNKNOWN_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_UNKNOWN_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_UNKNOWN_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_VIDEO_15SEC_UNIQUE_VIEWS TOTAL_VIDEO_3SEC_VIEWS TOTAL_VIDEO_AVG_WATCHTIME_IN_SECOND TOTAL_VIDEO_MRC_VIEWS TOTAL_VIDEO_P0_COMBINED TOTAL_VIDEO_P100_COMPLETE TOTAL_VIDEO_P25_COMBINED TOTAL_VIDEO_P50_COMBINED TOTAL_VIDEO_P75_COMBINED TOTAL_VIDEO_P95_COMBINED TOTAL_VIEW_ADD_TO_CART TOTAL_VIEW_ADD_TO_CART_QUANTITY TOTAL_VIEW_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_APP_INSTALL TOTAL_VIEW_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_CATEGORY TOTAL_VIEW_CATEGORY_CONVERSION_RATE TOTAL_VIEW_CATEGORY_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_VIEW_CATEGORY_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_VIEW_CATEGORY_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_VIEW_CATEGORY_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_VIEW_CATEGORY_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_VIEW_CATEGORY_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_VIEW_CATEGORY_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_VIEW_CATEGORY_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_VIEW_CATEGORY_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_CHECKOUT TOTAL_VIEW_CHECKOUT_QUANTITY TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_CUSTOM TOTAL_VIEW_CUSTOM_QUANTITY TOTAL_VIEW_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_LEAD TOTAL_VIEW_LEAD_QUANTITY TOTAL_VIEW_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_PAGE_VISIT TOTAL_VIEW_PAGE_VISIT_QUANTITY TOTAL_VIEW_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_SEARCH TOTAL_VIEW_SEARCH_QUANTITY TOTAL_VIEW_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_SIGNUP TOTAL_VIEW_SIGNUP_QUANTITY TOTAL_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_UNKNOWN TOTAL_VIEW_UNKNOWN_QUANTITY TOTAL_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_VIEW_CATEGORY TOTAL_VIEW_VIEW_CATEGORY_QUANTITY TOTAL_VIEW_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_WATCH_VIDEO TOTAL_VIEW_WATCH_VIDEO_QUANTITY TOTAL_VIEW_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WATCH_VIDEO TOTAL_WATCH_VIDEO_CONVERSION_RATE TOTAL_WATCH_VIDEO_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_WATCH_VIDEO_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_WATCH_VIDEO_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_WATCH_VIDEO_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_WATCH_VIDEO_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_WATCH_VIDEO_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_WATCH_VIDEO_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_WATCH_VIDEO_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_WATCH_VIDEO_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ADD_TO_CART TOTAL_WEB_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CHECKOUT TOTAL_WEB_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_ADD_TO_CART TOTAL_WEB_CLICK_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_CHECKOUT TOTAL_WEB_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_CUSTOM TOTAL_WEB_CLICK_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_LEAD TOTAL_WEB_CLICK_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_PAGE_VISIT TOTAL_WEB_CLICK_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_SEARCH TOTAL_WEB_CLICK_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_SIGNUP TOTAL_WEB_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_UNKNOWN TOTAL_WEB_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_VIEW_CATEGORY TOTAL_WEB_CLICK_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_WATCH_VIDEO TOTAL_WEB_CLICK_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CUSTOM TOTAL_WEB_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_ADD_TO_CART TOTAL_WEB_ENGAGEMENT_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_CHECKOUT TOTAL_WEB_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_CUSTOM TOTAL_WEB_ENGAGEMENT_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_LEAD TOTAL_WEB_ENGAGEMENT_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_PAGE_VISIT TOTAL_WEB_ENGAGEMENT_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_SEARCH TOTAL_WEB_ENGAGEMENT_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_SIGNUP TOTAL_WEB_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_UNKNOWN TOTAL_WEB_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_VIEW_CATEGORY TOTAL_WEB_ENGAGEMENT_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_WATCH_VIDEO TOTAL_WEB_ENGAGEMENT_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_LEAD TOTAL_WEB_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_PAGE_VISIT TOTAL_WEB_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_SEARCH TOTAL_WEB_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_SESSIONS TOTAL_WEB_SIGNUP TOTAL_WEB_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_UNKNOWN TOTAL_WEB_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_ADD_TO_CART TOTAL_WEB_VIEW_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_CATEGORY TOTAL_WEB_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_CHECKOUT TOTAL_WEB_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_CUSTOM TOTAL_WEB_VIEW_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_LEAD TOTAL_WEB_VIEW_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_PAGE_VISIT TOTAL_WEB_VIEW_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_SEARCH TOTAL_WEB_VIEW_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_SIGNUP TOTAL_WEB_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_UNKNOWN TOTAL_WEB_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_VIEW_CATEGORY TOTAL_WEB_VIEW_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_WATCH_VIDEO TOTAL_WEB_VIEW_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_WATCH_VIDEO TOTAL_WEB_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR VIDEO_15SEC_UNIQUE_VIEWS_1 VIDEO_15SEC_UNIQUE_VIEWS_2 VIDEO_3SEC_VIEWS_1 VIDEO_3SEC_VIEWS_2 VIDEO_AVG_WATCHTIME_IN_SECOND_1 VIDEO_AVG_WATCHTIME_IN_SECOND_2 VIDEO_LENGTH VIDEO_MRC_VIEWS_1 VIDEO_MRC_VIEWS_2 VIDEO_P0_COMBINED_1 VIDEO_P0_COMBINED_2 VIDEO_P100_COMPLETE_1 VIDEO_P100_COMPLETE_2 VIDEO_P25_COMBINED_1 VIDEO_P25_COMBINED_2 VIDEO_P50_COMBINED_1 VIDEO_P50_COMBINED_2 VIDEO_P75_COMBINED_1 VIDEO_P75_COMBINED_2 VIDEO_P95_COMBINED_1 VIDEO_P95_COMBINED_2 VIDEO_SPEND_IN_DOLLAR WEB_ADD_TO_CART_COST_PER_ACTION WEB_ADD_TO_CART_ROAS WEB_CHECKOUT_COST_PER_ACTION WEB_CHECKOUT_ROAS WEB_CUSTOM_COST_PER_ACTION WEB_CUSTOM_ROAS WEB_LEAD_COST_PER_ACTION WEB_LEAD_ROAS WEB_PAGE_VISIT_COST_PER_ACTION WEB_PAGE_VISIT_ROAS WEB_SEARCH_COST_PER_ACTION WEB_SEARCH_ROAS WEB_SESSIONS_1 WEB_SESSIONS_2 WEB_SIGNUP_COST_PER_ACTION WEB_SIGNUP_ROAS WEB_UNKNOWN_COST_PER_ACTION WEB_UNKNOWN_ROAS WEB_VIEW_CATEGORY_COST_PER_ACTION WEB_VIEW_CATEGORY_ROAS WEB_WATCH_VIDEO_COST_PER_ACTION WEB_WATCH_VIDEO_ROAS'
        case 'journal list --fields' 'journal show --fields'
            echo 'choices-list'
        case 'accounts list-campaigns --status' 'campaigns list --status' 'campaigns list-adgroups --status' 'adgroups list --status' 'adgroups list-ads --status' 'ads list --status'
            echo 'choices-list ACTIVE PAUSED ARCHIVED DRAFT DELETED_DRAFT all'
        case 'accounts list-audiences --status' 'audiences list --status'
            echo 'choices-list INITIALIZING READY TOO_SMALL ELIGIBLE PERSONAS_INELIGIBLE_SIZE PERSONAS_INITIALIZING all'
        case 'adgroups create --campaign' 'adgroups update --campaign'
            echo 'ids campaigns'
        case 'reports create --last' 'reports run --last'
            echo 'choices 7d 30d 90d 180d yesterday today this-week last-week this-month last-month this-year last-year'
        case 'campaigns analytics --breakdown'
            echo 'choices-list age gender age_gender country region location metro device placement keyword interest audience creative pinner_interest geo audience_multiplier'
        case 'adgroups analytics --breakdown'
            echo 'choices-list age gender age_gender country region location metro device placement keyword interest audience pinner_interest geo creative_enhancements'
        case 'ads analytics --breakdown'
            echo 'choices-list age gender age_gender country region location metro device placement keyword interest audience pinner_interest geo quiz_result'
        case 'adgroups update --clear'
            echo 'choices budget_in_micro_currency bid_in_micro_currency bid_strategy_type start_time end_time auto_targeting_enabled placement_traffic_type optimization_goal_metadata is_creative_optimization targeting_template_ids tracking_urls promotion_id promotion_application_level performance_plus_campaign_settings ext_features'
        case 'ads update --clear'
            echo 'choices pin_id name destination_url click_tracking_url view_tracking_url tracking_urls carousel_destination_urls android_deep_link ios_deep_link carousel_android_deep_links carousel_ios_deep_links customizable_cta_type lead_form_id quiz_pin_data disclosure_type disclosure_url grid_click_type collection_items_destination_url_template collections_header_type'
        case 'audiences update --clear' 'customer-lists update --clear'
            echo 'choices'
        case 'keywords update --clear'
            echo 'choices bid'
        case 'profiles set --clear'
            echo 'choices environment api_url account output timeout max_wait concurrency settle_time app_id redirect_uri store max_daily_budget max_lifetime_budget max_bid max_increase_pct max_rows accounts read_only allow_archive'
        case 'ads create --adgroup' 'ads update --adgroup'
            echo 'ids ad_groups'
        case 'customer-lists update --operation-type'
            echo 'choices ADD REMOVE'
        case 'keywords create --match-type'
            echo 'choices BROAD PHRASE EXACT EXACT_NEGATIVE PHRASE_NEGATIVE'
        case 'compare --level'
            echo 'choices campaigns adgroups ads'
        case 'check --level'
            echo 'choices campaigns adgroups ads accounts'
        case '* --limit' '* --page-size' '* --bookmark' '* --filter' '* --fields' '* --query' '* --watch' '* --timeout' '* --max-wait' '* --name' '* --time-zone' '* --owner-user-id' '* --concurrency' '* --settle-time' '* --sheet' '* -F' '* --start' '* --end' '* --daily-spend-cap' '* --daily-budget' '* --lifetime-spend-cap' '* --lifetime-budget' '* --default-adgroup-budget' '* --default-ad-group-budget-in-micro-currency' '* --start-time' '* --end-time' '* --order-line' '* --order-line-id' '* --app-id' '* --budget' '* --budget-in-micro-currency' '* --bid' '* --bid-in-micro-currency' '* --lifetime-frequency-cap' '* --targeting-template-ids' '* --customer-segment-id' '* --bid-multiplier' '* --promotion-id' '* --promotion-ids' '* --feed-profile-id' '* --local-inventory-radius-in-miles' '* --geo' '* --location' '* --locale' '* --interest' '* --pin' '* --pin-id' '* --destination-url' '* --click-tracking-url' '* --view-tracking-url' '* --carousel-destination-urls' '* --android-deep-link' '* --ios-deep-link' '* --carousel-android-deep-links' '* --carousel-ios-deep-links' '* --lead-form' '* --lead-form-id' '* --disclosure-url' '* --collection-items-destination-url-template' '* --description' '* --column' '* --chunk-size' '* --wait-timeout' '* --make-audience' '* --value' '* --keyword' '* --tolerance' '* --search' '* --scopes' '* --redirect-uri' '* --wait' '* --max-daily-budget' '* --max-lifetime-budget' '* --max-bid' '* --max-increase-pct' '* --since' '* --older-than' '* -f' '* --port' '* --host' '* --fault' '* --seed' '* --rate-limit' '* --token-lifetime' '* --refresh-lifetime' '* --campaigns'
            echo 'text'
        case '* --sort' '* --columns'
            echo 'choices-list spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions'
        case '* --to' '* --failed-out' '* --file' '* --html' '* --budget-file' '* --input' '* --log'
            echo 'files'
        case '* --profile'
            echo 'profiles'
        case '* --account'
            echo 'ids ad_accounts'
        case '* --output' '* -o'
            echo 'choices table markdown json jsonl csv tsv yaml ids'
        case '* --country'
            echo 'choices AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
        case '* --currency'
            echo 'choices UNK USD GBP CAD EUR AUD NZD SEK ILS CHF HKD JPY SGD KRW NOK DKK PLN RON HUF CZK BRL MXN ARS CLP COP INR TRY'
        case '* --encoding'
            echo 'choices utf-8 utf-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1257 mac-roman shift_jis gb18030'
        case '* --status'
            echo 'choices ACTIVE PAUSED ARCHIVED DRAFT DELETED_DRAFT'
        case '* --campaign'
            echo 'ids-list campaigns'
        case '* --order'
            echo 'choices ASCENDING DESCENDING'
        case '* --ownership-type'
            echo 'choices OWNED RECEIVED'
        case '* --last'
            echo 'choices 7d 14d 28d 90d yesterday today this-week last-week this-month last-month this-year last-year'
        case '* --by'
            echo 'choices day week month hour'
        case '* --breakdown'
            echo 'choices-list age gender age_gender country region location metro device placement keyword interest audience pinner_interest geo'
        case '* --click-window-days' '* --engagement-window-days' '* --view-window-days'
            echo 'choices 0 1 7 14 30 60'
        case '* --conversion-report-time'
            echo 'choices time_of_ad_action time_of_conversion'
        case '* --objective-type'
            echo 'choices AWARENESS CONSIDERATION SALES LEADS VIDEO_COMPLETION APP_INSTALL CTV_CONSIDERATION WEB_CONVERSION CATALOG_SALES'
        case '* --intended-promotion-type'
            echo 'choices STANDARD_AD CATALOG LEGACY'
        case '* --tracking-urls' '* --bid-options' '* --performance-plus-campaign-settings' '* --targeting-spec' '* --optimization-goal-metadata' '* --ext-features' '* --targeting-spec-operations' '* --quiz-pin-data' '* --rule' '* --records' '* --records-v2'
            echo 'at-files'
        case '* --app-platform'
            echo 'choices IOS ANDROID'
        case '* --clear'
            echo 'choices objective_type daily_spend_cap lifetime_spend_cap is_campaign_budget_optimization is_flexible_daily_budgets default_ad_group_budget_in_micro_currency start_time end_time order_line_id tracking_urls is_automated_campaign performance_plus_campaign_settings'
        case '* --adgroup'
            echo 'ids-list ad_groups'
        case '* --campaign-id'
            echo 'ids campaigns'
        case '* --budget-type'
            echo 'choices DAILY LIFETIME CBO_ADGROUP'
        case '* --bid-strategy-type'
            echo 'choices AUTOMATIC_BID MAX_BID TARGET_AVG'
        case '* --billable-event'
            echo 'choices CLICKTHROUGH IMPRESSION VIDEO_V_50_MRC'
        case '* --pacing-delivery-type'
            echo 'choices STANDARD ACCELERATED'
        case '* --placement-group'
            echo 'choices ALL SEARCH BROWSE OTHER'
        case '* --placement-traffic-type'
            echo 'choices ALL TWO_COLUMN_FEED FULLSCREEN_FEED'
        case '* --promotion-application-level'
            echo 'choices NONE ITEM AD_GROUP'
        case '* --gender'
            echo 'choices-list unknown male female'
        case '* --age'
            echo 'choices-list 18-24 19+ 20+ 21+ 25-34 35-44 45-49 50-54 55-64 65+'
        case '* --device'
            echo 'choices-list android_mobile android_tablet ipad iphone web web_mobile'
        case '* --audience-include' '* --audience-exclude'
            echo 'ids-list audiences'
        case '* --ad'
            echo 'ids-list ads'
        case '* --ad-group-id' '* --parent' '* --parent-id'
            echo 'ids ad_groups'
        case '* --creative-type'
            echo 'choices REGULAR VIDEO SHOPPING CAROUSEL MAX_VIDEO SHOP_THE_PIN COLLECTION IDEA SHOWCASE QUIZ COLLAGE MAX_WIDTH_REGULAR_COLLECTION MAX_WIDTH_VIDEO_COLLECTION APP'
        case '* --customizable-cta-type'
            echo 'choices GET_OFFER LEARN_MORE ORDER_NOW SHOP_NOW SIGN_UP SUBSCRIBE BUY_NOW CONTACT_US GET_QUOTE VISIT_SITE APPLY_NOW BOOK_NOW REQUEST_DEMO REGISTER_NOW FIND_A_DEALER ADD_TO_CART WATCH_NOW READ_MORE BUY_TICKETS DONATE_NOW DOWNLOAD EXPLORE_MORE FIND_A_LOCATION GET_DEAL GET_RECIPE GET_SHOWTIMES ON_SALE PLAY_GAME TRY_IT FIND_RETAILERS TAKE_A_PEEK'
        case '* --disclosure-type'
            echo 'choices NO_DISCLOSURE PRESCRIBING_INFORMATION PRESCRIBING_INFORMATION_BOX_WARNING IMPORTANT_SAFETY_INFO MED_GUIDE PATIENT_INFORMATION'
        case '* --grid-click-type'
            echo 'choices CLOSEUP DIRECT_TO_DESTINATION'
        case '* --collections-header-type'
            echo 'choices SHOP_THIS_COLLECTION EXPLORE_THIS_COLLECTION NO_HEADER'
        case '* --audience-type'
            echo 'choices CUSTOMER_LIST VISITOR ENGAGEMENT ACTALIKE PERSONA'
        case '* --operation-type'
            echo 'choices UPDATE REMOVE'
        case '* --list-type'
            echo 'choices EMAIL IDFA MAID LR_ID DLX_ID HASHED_PINNER_ID'
        case '* --resume'
            echo 'ids runs'
        case '* --match-type'
            echo 'choices-list BROAD PHRASE EXACT EXACT_NEGATIVE PHRASE_NEGATIVE'
        case '* --granularity'
            echo 'choices total day hour week month'
        case '* --level'
            echo 'choices account account_targeting ad ad_group ad_group_targeting ad_targeting adgroup adgroup_targeting advertiser advertiser_targeting campaign campaign_targeting keyword pin_promotion pin_promotion_targeting product_group product_group_targeting product_item product_item_targeting'
        case '* --targeting-type'
            echo 'choices-list KEYWORD APPTYPE GENDER LOCATION PLACEMENT COUNTRY TARGETED_INTEREST PINNER_INTEREST AUDIENCE_INCLUDE GEO AGE_BUCKET REGION MEDIA_TYPE AGE_BUCKET_AND_GENDER AUDIENCE_MULTIPLIER CREATIVE_ENHANCEMENTS LOCAL_ADS_STORE_CODE'
        case '* --format'
            echo 'choices csv json'
        case '* --against'
            echo 'choices before last-year'
        case '* --only'
            echo 'choices-list no-spend rejected-ads ended-active off-pace fatigue'
        case '* --in'
            echo 'choices analytics reports'
        case '* --environment'
            echo 'choices production sandbox emulator'
        case '* --completion'
            echo 'choices bash zsh fish none'
        case '* --skip'
            echo 'choices-list login account limits completion'
        case '* --data-dir'
            echo 'directories'
        case '*'
            return 1
    end
end

# The directory of a kind of files: a variable that says where it is, another of the platform's, and where that is else.
function __pinads_directory
    set -l own $$argv[1]
    set -l common $$argv[2]
    if test -n "$own"
        string replace -r '^~/' "$HOME/" -- $own
        return
    end
    test -n "$common"; or set common $HOME/$argv[3]
    if test -d $common/pinads
        echo $common/pinads
    else
        echo $HOME/Library/Application Support/pinads
    end
end

function __pinads_config
    set -l file (__pinads_directory PINADS_CONFIG_DIR XDG_CONFIG_HOME .config)/config.toml
    test -r $file; and string match -rg $argv[1] <$file
end

function __pinads_profiles
    echo demo
    __pinads_config '^\s*\[\s*profiles\s*\.\s*("[^"]*"|[^].\s]*)' | string replace -a '"' ''
end

# The aliases, each with the words that it begins with.
function __pinads_aliases
    set -l file (__pinads_directory PINADS_CONFIG_DIR XDG_CONFIG_HOME .config)/config.toml
    test -r $file; or return
    set -l section
    while read -l line
        if set -l header (string match -rg -- '^\s*\[\s*([a-z]*)' $line)
            set section $header
        else if test "$section" = aliases
            string match -rg -- '^\s*"?([a-z0-9][a-z0-9_-]*)"?\s*=\s*["\'](?:pinads )?([^"\'\\\\]*)' $line | string join \t
        end
    end <$file
end

# The ids in the file $argv[1] with their names, or names with their ids where no digit is typed; $argv[2] stands before each.
function __pinads_ids
    set -l profile $__pinads_profile $PINADS_PROFILE (__pinads_config '^\s*default_profile\s*=\s*"([^"]*)"') default
    set -l account $__pinads_account $PINADS_ACCOUNT
    set -l file (__pinads_directory PINADS_DATA_DIR XDG_DATA_HOME .local/share)/complete/$profile[1]/$argv[1]
    test -r $file; or return
    set -l shape "$argv[2]\$1\t\$2"
    string match -qr -- '^["\']?[^"\'0-9]' $argv[3]; and set shape "$argv[2]\$2\t\$1"
    if set -q account[1]
        string match -r -- "^.*\t(?:$account[1])?\$" <$file | string replace -r -- '^([^\t]*)\t([^\t]*).*' $shape
    else
        string replace -r -- '^([^\t]*)\t([^\t]*).*' $shape <$file
    end
end

# The files that fish itself completes after a command of which it knows nothing.
function __pinads_files
    complete -C "'' $argv[1]"
end

# Complete a value: $argv[1] is what stands before it in the same word, $argv[2] its kind, the others its words.
function __pinads_complete
    set -l before $argv[1]
    set -l current (commandline -ct | string sub -s (math (string length -- "$before") + 1))
    if string match -q -- '*-list' $argv[2]
        set -l others (string match -r -- '^.*,' $current)
        set before "$before$others"
    end
    switch $argv[2]
        case choices choices-list comparisons
            printf '%s\n' "$before"$argv[3..]
        case ids ids-list
            __pinads_ids $argv[3] "$before" "$current"
        case profiles
            printf '%s\n' "$before"(__pinads_profiles)
        case aliases
            __pinads_aliases
        case files
            printf '%s\n' "$before"(__pinads_files $current)
        case directories
            printf '%s\n' "$before"(__pinads_files $current | string match -- '*/')
        case at-files
            string match -q -- '@*' $current
            and printf '%s\n' "$before"@(__pinads_files (string sub -s 2 -- $current))
    end
end

function __pinads_run
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l path
    set -l flag
    set -l only_arguments
    set -l place 1
    set -g __pinads_profile
    set -g __pinads_account
    __pinads_at ''
    for word in $words[2..]
        if test -z "$flag$only_arguments"; and set -l parts (string match -rg -- '^(--[^=]*)=(.*)' $word)
            set flag $parts[1]
            set word $parts[2]
        end
        if test -n "$flag"
            switch $flag
                case --profile
                    set -g __pinads_profile $word
                case --account
                    set -g __pinads_account $word
            end
            set flag
        else if test -n "$only_arguments"; or not string match -q -- '-?*' $word
            if string match -q -- $word\t'*' $__pinads_commands
                set -a path $word
                __pinads_at "$path"
            else if test -z "$path"
                for part in (__pinads_aliases | string match -rg -- '^'(string escape --style=regex -- $word)'\t(.*)' | string split ' ')
                    string match -q -- $part\t'*' $__pinads_commands; or break
                    set -a path $part
                    __pinads_at "$path"
                end
            else
                set place (math $place + 1)
            end
        else if test "$word" = --
            set only_arguments yes
        else if __pinads_value "$path" $word >/dev/null
            set flag $word
        end
    end
    set -l before ''
    if test -z "$flag$only_arguments"; and set -l parts (string match -rg -- '^(--[^=]*)=' $current)
        set flag $parts[1]
        set before $flag=
    end
    set -l value
    if test -n "$flag"
        set value (__pinads_value "$path" $flag); or return
    else if test -z "$only_arguments"; and string match -q -- '-*' $current
        printf '%s\n' $__pinads_options
        return
    else if set -q __pinads_commands[1]
        printf '%s\n' $__pinads_commands
        test -z "$path"; and __pinads_aliases
        return
    else
        set value $__pinads_places[$place] $__pinads_more
        set value $value[1]
    end
    test -n "$value"; and __pinads_complete "$before" (string split ' ' -- $value)
end

complete -c pinads -e
complete -c pinads -f -k -a '(__pinads_run)'

# Completion of pinads for bash 4.3 or newer. Made by "python -m tools.reference" from the command tree; do not edit.
#
# Nothing is started at TAB. Commands, options and choices stand here; profiles are read from config.toml, ids and names from
# the small files that pinads leaves below its data directory.

# After the command $1: its commands, its options, the values of its arguments, and of those beyond them.
_pinads_at() {
    local shared='--profile --account --output -o --timeout --max-wait --verbose -v --debug --wide --no-pager --no-color --quiet -q --exact-ids --no-input --help -h'
    commands= options= places=() more=
    case $1 in
    '')
        commands='accounts campaigns adgroups ads audiences customer-lists keywords reports overview pace compare check metrics init status use auth profiles alias completion doctor undo journal open api schema explain emulator help'
        options="--version $shared"
        ;;
    'accounts')
        commands='list get create template list-campaigns list-audiences list-customer-lists analytics'
        options="$shared"
        ;;
    'accounts list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --shared --no-shared $shared"
        ;;
    'accounts get')
        options="--fields --query --watch --to --force $shared"
        places=('ids ad_accounts') more='ids ad_accounts'
        ;;
    'accounts create')
        options="--name --country --currency --time-zone --owner-user-id --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'accounts template')
        options="--to --force $shared"
        ;;
    'accounts list-campaigns')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --campaign --order $shared"
        places=('ids ad_accounts') more='ids ad_accounts'
        ;;
    'accounts list-audiences')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --ownership-type --exclude-nca --order $shared"
        places=('ids ad_accounts') more='ids ad_accounts'
        ;;
    'accounts list-customer-lists')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --exclude-nca --order $shared"
        places=('ids ad_accounts') more='ids ad_accounts'
        ;;
    'accounts analytics')
        options="--last --start --end --utc --columns --by --breakdown --api-names --chart --html --to --force --fields --query --watch --filter --sort --limit --click-window-days --engagement-window-days --view-window-days --conversion-report-time --zero-fill --allow-unknown $shared"
        places=('ids ad_accounts') more=''
        ;;
    'campaigns')
        commands='list get create template update pause activate archive list-adgroups budget clone set-daily-budget set-lifetime-budget analytics'
        options="$shared"
        ;;
    'campaigns list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --campaign --order $shared"
        ;;
    'campaigns get')
        options="--fields --query --watch --to --force $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns create')
        options="--name --status --objective-type --intended-promotion-type --daily-spend-cap --daily-budget --lifetime-spend-cap --lifetime-budget --is-campaign-budget-optimization --no-is-campaign-budget-optimization --is-flexible-daily-budgets --no-is-flexible-daily-budgets --default-adgroup-budget --default-ad-group-budget-in-micro-currency --start-time --end-time --order-line --order-line-id --tracking-urls --bid-options --is-automated-campaign --no-is-automated-campaign --is-performance-plus --no-is-performance-plus --is-top-of-search --no-is-top-of-search --is-ltv-optimized --no-is-ltv-optimized --app-id --app-platform --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'campaigns template')
        options="--to --force $shared"
        ;;
    'campaigns update')
        options="--name --status --objective-type --intended-promotion-type --daily-spend-cap --daily-budget --lifetime-spend-cap --lifetime-budget --is-campaign-budget-optimization --no-is-campaign-budget-optimization --is-flexible-daily-budgets --no-is-flexible-daily-budgets --default-adgroup-budget --default-ad-group-budget-in-micro-currency --start-time --end-time --order-line --order-line-id --tracking-urls --bid-options --is-automated-campaign --no-is-automated-campaign --is-performance-plus --no-is-performance-plus --performance-plus-campaign-settings --is-top-of-search --no-is-top-of-search --is-ltv-optimized --no-is-ltv-optimized --app-id --app-platform --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --no-read --overwrite-newer --clear --budget $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns pause')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --no-read $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns activate')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --no-read $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns archive')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns list-adgroups')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --order $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns budget')
        options="--fields --query --watch $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'campaigns clone')
        options="--name --status --objective-type --intended-promotion-type --daily-spend-cap --daily-budget --lifetime-spend-cap --lifetime-budget --is-campaign-budget-optimization --no-is-campaign-budget-optimization --is-flexible-daily-budgets --no-is-flexible-daily-budgets --default-adgroup-budget --default-ad-group-budget-in-micro-currency --start-time --end-time --order-line --order-line-id --tracking-urls --bid-options --is-automated-campaign --no-is-automated-campaign --is-performance-plus --no-is-performance-plus --is-top-of-search --no-is-top-of-search --is-ltv-optimized --no-is-ltv-optimized --app-id --app-platform --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --allow-unknown --allow-large --allow-small --clear --only-campaign $shared"
        places=('ids campaigns') more=''
        ;;
    'campaigns set-daily-budget')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --skip-failed --allow-large --allow-small $shared"
        places=('ids campaigns' 'text') more=''
        ;;
    'campaigns set-lifetime-budget')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --skip-failed --allow-large --allow-small $shared"
        places=('ids campaigns' 'text') more=''
        ;;
    'campaigns analytics')
        options="--last --start --end --utc --columns --by --breakdown --api-names --chart --html --to --force --fields --query --watch --filter --sort --limit --click-window-days --engagement-window-days --view-window-days --conversion-report-time --zero-fill --allow-unknown --active $shared"
        places=('ids campaigns') more='ids campaigns'
        ;;
    'adgroups')
        commands='list get create template update pause activate archive list-ads analytics'
        options="$shared"
        ;;
    'adgroups list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --campaign --adgroup --order $shared"
        ;;
    'adgroups get')
        options="--fields --query --watch --to --force $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'adgroups create')
        options="--campaign --campaign-id --name --status --budget --budget-in-micro-currency --budget-type --bid --bid-in-micro-currency --bid-strategy-type --billable-event --start-time --end-time --targeting-spec --auto-targeting-enabled --no-auto-targeting-enabled --pacing-delivery-type --placement-group --placement-traffic-type --optimization-goal-metadata --is-creative-optimization --no-is-creative-optimization --lifetime-frequency-cap --targeting-template-ids --customer-segment-id --tracking-urls --bid-multiplier --promotion-id --promotion-ids --promotion-application-level --feed-profile-id --is-local-inventory --no-is-local-inventory --local-inventory-radius-in-miles --performance-plus-campaign-settings --ext-features --geo --location --gender --age --device --locale --interest --audience-include --audience-exclude --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'adgroups template')
        options="--to --force $shared"
        ;;
    'adgroups update')
        options="--campaign --campaign-id --name --status --budget --budget-in-micro-currency --budget-type --bid --bid-in-micro-currency --bid-strategy-type --billable-event --start-time --end-time --targeting-spec --targeting-spec-operations --auto-targeting-enabled --no-auto-targeting-enabled --pacing-delivery-type --placement-group --placement-traffic-type --optimization-goal-metadata --is-creative-optimization --no-is-creative-optimization --lifetime-frequency-cap --targeting-template-ids --customer-segment-id --tracking-urls --bid-multiplier --promotion-id --promotion-ids --promotion-application-level --feed-profile-id --is-local-inventory --no-is-local-inventory --local-inventory-radius-in-miles --performance-plus-campaign-settings --ext-features --geo --location --gender --age --device --locale --interest --audience-include --audience-exclude --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --no-read --overwrite-newer --clear --replace-targeting $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'adgroups pause')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --no-read $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'adgroups activate')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --no-read $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'adgroups archive')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'adgroups list-ads')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --ad --order $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'adgroups analytics')
        options="--last --start --end --utc --columns --by --breakdown --api-names --chart --html --to --force --fields --query --watch --filter --sort --limit --click-window-days --engagement-window-days --view-window-days --conversion-report-time --zero-fill --allow-unknown --campaign --active $shared"
        places=('ids ad_groups') more='ids ad_groups'
        ;;
    'ads')
        commands='list get create template update pause activate archive analytics'
        options="$shared"
        ;;
    'ads list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --campaign --adgroup --ad --order $shared"
        ;;
    'ads get')
        options="--fields --query --watch --to --force $shared"
        places=('ids ads') more='ids ads'
        ;;
    'ads create')
        options="--adgroup --ad-group-id --pin --pin-id --creative-type --name --status --destination-url --click-tracking-url --view-tracking-url --tracking-urls --carousel-destination-urls --android-deep-link --ios-deep-link --carousel-android-deep-links --carousel-ios-deep-links --customizable-cta-type --lead-form --lead-form-id --quiz-pin-data --disclosure-type --disclosure-url --grid-click-type --is-pin-deleted --no-is-pin-deleted --is-removable --no-is-removable --collection-items-destination-url-template --collections-header-type --is-collage-single-destination --no-is-collage-single-destination --is-collage-accepted-terms --no-is-collage-accepted-terms --is-carting --no-is-carting --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'ads template')
        options="--to --force $shared"
        ;;
    'ads update')
        options="--adgroup --ad-group-id --pin --pin-id --creative-type --name --status --destination-url --click-tracking-url --view-tracking-url --tracking-urls --carousel-destination-urls --android-deep-link --ios-deep-link --carousel-android-deep-links --carousel-ios-deep-links --customizable-cta-type --lead-form --lead-form-id --quiz-pin-data --disclosure-type --disclosure-url --grid-click-type --is-pin-deleted --no-is-pin-deleted --is-removable --no-is-removable --collection-items-destination-url-template --collections-header-type --is-collage-single-destination --no-is-collage-single-destination --is-collage-accepted-terms --no-is-collage-accepted-terms --is-carting --no-is-carting --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --no-read --overwrite-newer --clear $shared"
        places=('ids ads') more='ids ads'
        ;;
    'ads pause')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --no-read $shared"
        places=('ids ads') more='ids ads'
        ;;
    'ads activate')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --no-read $shared"
        places=('ids ads') more='ids ads'
        ;;
    'ads archive')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids ads') more='ids ads'
        ;;
    'ads analytics')
        options="--last --start --end --utc --columns --by --breakdown --api-names --chart --html --to --force --fields --query --watch --filter --sort --limit --click-window-days --engagement-window-days --view-window-days --conversion-report-time --zero-fill --allow-unknown --campaign --active --pin --per-pin $shared"
        places=('ids ads') more='ids ads'
        ;;
    'audiences')
        commands='list get create template update remove'
        options="$shared"
        ;;
    'audiences list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --status --ownership-type --exclude-nca --order $shared"
        ;;
    'audiences get')
        options="--fields --query --watch --to --force $shared"
        places=('ids audiences') more='ids audiences'
        ;;
    'audiences create')
        options="--name --audience-type --rule --description --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'audiences template')
        options="--to --force $shared"
        ;;
    'audiences update')
        options="--name --audience-type --rule --description --operation-type --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --no-read --overwrite-newer --clear $shared"
        places=('ids audiences') more='ids audiences'
        ;;
    'audiences remove')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids audiences') more='ids audiences'
        ;;
    'customer-lists')
        commands='list get create template update add-records remove-records'
        options="$shared"
        ;;
    'customer-lists list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --exclude-nca --order $shared"
        ;;
    'customer-lists get')
        options="--fields --query --watch --to --force $shared"
        places=('ids customer_lists') more='ids customer_lists'
        ;;
    'customer-lists create')
        options="--name --list-type --records --records-v2 --is-nca --no-is-nca --column --chunk-size --skip-invalid --resume --wait --wait-timeout --make-audience --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'customer-lists template')
        options="--to --force $shared"
        ;;
    'customer-lists update')
        options="--records --records-v2 --operation-type --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --no-read --overwrite-newer --clear $shared"
        places=('ids customer_lists') more='ids customer_lists'
        ;;
    'customer-lists add-records')
        options="--column --chunk-size --skip-invalid --resume --wait --wait-timeout --make-audience --sheet --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --records --list-type $shared"
        places=('ids customer_lists') more=''
        ;;
    'customer-lists remove-records')
        options="--column --chunk-size --skip-invalid --resume --wait --wait-timeout --make-audience --sheet --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --records --list-type $shared"
        places=('ids customer_lists') more=''
        ;;
    'keywords')
        commands='list get create template update archive'
        options="$shared"
        ;;
    'keywords list')
        options="--limit --page-size --bookmark --filter --sort --fields --query --watch --to --force --allow-unknown --adgroup --campaign --match-type --all $shared"
        ;;
    'keywords get')
        options="--fields --query --watch --to --force $shared"
        places=('ids keywords') more='ids keywords'
        ;;
    'keywords create')
        options="--value --keyword --match-type --parent --parent-id --bid --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --if-not-exists $shared"
        ;;
    'keywords template')
        options="--to --force $shared"
        ;;
    'keywords update')
        options="--bid --archived --no-archived --dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query --file --sheet --encoding -F --allow-large --allow-small --allow-unknown --skip-failed --again --no-read --overwrite-newer --clear $shared"
        places=('ids keywords') more='ids keywords'
        ;;
    'keywords archive')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids keywords') more='ids keywords'
        ;;
    'reports')
        commands='create status wait download run'
        options="$shared"
        ;;
    'reports create')
        options="--last --start --end --utc --columns --granularity --click-window-days --engagement-window-days --view-window-days --conversion-report-time --allow-unknown --level --targeting-type --campaign --adgroup --ad --format -F --dry-run --query $shared"
        ;;
    'reports status')
        options="--query --watch $shared"
        places=('text') more=''
        ;;
    'reports wait')
        options="--wait-timeout --query $shared"
        places=('text') more=''
        ;;
    'reports download')
        options="--to --force --wait-timeout --fields --query --api-names --zero-fill $shared"
        places=('text') more='text'
        ;;
    'reports run')
        options="--last --start --end --utc --columns --granularity --click-window-days --engagement-window-days --view-window-days --conversion-report-time --allow-unknown --level --targeting-type --campaign --adgroup --ad --format -F --to --force --wait-timeout --fields --query --api-names --zero-fill --dry-run $shared"
        ;;
    'overview')
        options="--chart --html --to --force --fields --query --watch --filter --sort --limit --click-window-days --engagement-window-days --view-window-days --conversion-report-time --adgroup-budgets --utc $shared"
        places=('text') more='text'
        ;;
    'pace')
        options="--chart --html --to --force --fields --query --watch --filter --sort --limit --budget-file --tolerance --utc $shared"
        places=('text') more='text'
        ;;
    'compare')
        options="--last --start --end --utc --api-names --chart --html --to --force --fields --query --watch --filter --sort --limit --click-window-days --engagement-window-days --view-window-days --conversion-report-time --level --against --columns --campaign $shared"
        places=('text') more='text'
        ;;
    'check')
        options="--chart --html --to --force --fields --query --watch --click-window-days --engagement-window-days --view-window-days --conversion-report-time --only --level --tolerance --utc --explain $shared"
        places=('files') more=''
        ;;
    'metrics')
        options="--search --in --all $shared"
        places=('choices spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions') more='choices spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions'
        ;;
    'init')
        options="--environment --app-id --scopes --redirect-uri --no-browser --with-token --client-credentials --insecure-storage --wait --max-daily-budget --max-lifetime-budget --max-bid --max-increase-pct --proposed-limits --demo --completion --skip $shared"
        ;;
    'status')
        options="$shared"
        ;;
    'use')
        options="$shared"
        places=('profiles') more=''
        ;;
    'auth')
        commands='login logout status refresh token'
        options="$shared"
        ;;
    'auth login')
        options="--environment --app-id --scopes --redirect-uri --no-browser --with-token --client-credentials --insecure-storage --wait $shared"
        ;;
    'auth logout')
        options="$shared"
        ;;
    'auth status')
        options="$shared"
        ;;
    'auth refresh')
        options="$shared"
        ;;
    'auth token')
        options="$shared"
        ;;
    'profiles')
        commands='list show create set use delete'
        options="$shared"
        ;;
    'profiles list')
        options="$shared"
        ;;
    'profiles show')
        options="--origin $shared"
        places=('profiles') more=''
        ;;
    'profiles create')
        options="--environment --app-id $shared"
        places=('text' 'text') more='text'
        ;;
    'profiles set')
        options="--environment --app-id --clear $shared"
        places=('profiles' 'text') more='text'
        ;;
    'profiles use')
        options="$shared"
        places=('profiles') more=''
        ;;
    'profiles delete')
        options="--yes $shared"
        places=('profiles') more=''
        ;;
    'alias')
        commands='set list delete'
        options="$shared"
        ;;
    'alias set')
        options="$shared"
        places=('text' 'text') more=''
        ;;
    'alias list')
        options="$shared"
        ;;
    'alias delete')
        options="$shared"
        places=('aliases') more=''
        ;;
    'completion')
        options="--install $shared"
        places=('choices bash zsh fish install') more=''
        ;;
    'doctor')
        options="$shared"
        ;;
    'undo')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids runs') more=''
        ;;
    'journal')
        commands='list show resume apply prune'
        options="$shared"
        ;;
    'journal list')
        options="--fields --query --watch --since --limit $shared"
        ;;
    'journal show')
        options="--fields --query --watch $shared"
        places=('ids runs') more=''
        ;;
    'journal resume')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids runs') more=''
        ;;
    'journal apply')
        options="--dry-run --save-plan --yes --failed-out --concurrency --fresh --no-reconcile --settle-time --no-wait --fields --query $shared"
        places=('ids runs') more=''
        ;;
    'journal prune')
        options="--older-than $shared"
        ;;
    'open')
        options="$shared"
        places=('text') more=''
        ;;
    'api')
        options="-f -F --input --paginate --dry-run --query $shared"
        places=('choices GET POST PATCH PUT DELETE' 'text') more=''
        ;;
    'schema')
        options="$shared"
        places=('choices account campaign adgroup ad audience customer-list keyword' 'choices create update record') more=''
        ;;
    'explain')
        options="$shared"
        places=('choices exit 1 2 3 8 12 29 50 2384') more='choices exit 1 2 3 8 12 29 50 2384'
        ;;
    'emulator')
        commands='serve seed reset status'
        options="$shared"
        ;;
    'emulator serve')
        options="--port --data-dir --host --fault --seed --rate-limit --token-lifetime --refresh-lifetime --log --strict-auth $shared"
        ;;
    'emulator seed')
        options="--data-dir --campaigns $shared"
        ;;
    'emulator reset')
        options="--data-dir $shared"
        ;;
    'emulator status')
        options="--data-dir $shared"
        ;;
    'help')
        options="$shared"
        places=('text') more='text'
        ;;
    esac
}

# The value of the option $2 of the command $1; false where it has none.
_pinads_value() {
    case "$1 $2" in
    'accounts list --filter') value='comparisons id= name= country= currency= time_zone= owner= permissions= created_time= updated_time=' ;;
    'accounts list-campaigns --filter' | 'campaigns list --filter') value='comparisons id= ad_account_id= name= status= objective_type= intended_promotion_type= daily_spend_cap= lifetime_spend_cap= is_campaign_budget_optimization= is_flexible_daily_budgets= start_time= end_time= order_line_id= tracking_urls= bid_options= is_automated_campaign= is_performance_plus= performance_plus_campaign_settings= is_top_of_search= is_ltv_optimized= is_carting= summary_status= created_time= updated_time= type=' ;;
    'accounts list-audiences --filter' | 'audiences list --filter') value='comparisons id= ad_account_id= name= audience_type= rule= description= size= is_nca= status= created_by_company_name= created_timestamp= updated_timestamp= type=' ;;
    'accounts list-customer-lists --filter' | 'customer-lists list --filter') value='comparisons id= ad_account_id= name= is_nca= status= num_batches= num_uploaded_user_records= num_removed_user_records= created_time= updated_time= exceptions= type=' ;;
    'campaigns list-adgroups --filter' | 'adgroups list --filter') value='comparisons id= ad_account_id= campaign_id= name= status= budget_in_micro_currency= budget_type= bid_in_micro_currency= bid_strategy_type= billable_event= start_time= end_time= targeting_spec= auto_targeting_enabled= pacing_delivery_type= placement_group= placement_traffic_type= optimization_goal_metadata= is_creative_optimization= lifetime_frequency_cap= targeting_template_ids= customer_segment_id= tracking_urls= bid_multiplier= promotion_id= promotion_ids= promotion_application_level= conversion_learning_mode_type= dca_assets= feed_profile_id= is_local_inventory= local_inventory_radius_in_miles= performance_plus_campaign_settings= ext_features= summary_status= created_time= updated_time= type=' ;;
    'adgroups list-ads --filter' | 'ads list --filter') value='comparisons id= ad_account_id= campaign_id= ad_group_id= pin_id= creative_type= name= status= destination_url= click_tracking_url= view_tracking_url= tracking_urls= carousel_destination_urls= android_deep_link= ios_deep_link= carousel_android_deep_links= carousel_ios_deep_links= customizable_cta_type= lead_form_id= quiz_pin_data= disclosure_type= disclosure_url= grid_click_type= is_pin_deleted= is_removable= collection_items_destination_url_template= collections_header_type= is_collage_single_destination= is_collage_accepted_terms= is_carting= carting_platform_type= carting_products= review_status= rejected_reasons= rejection_labels= summary_status= created_time= updated_time= type=' ;;
    'keywords list --filter') value='comparisons id= value= match_type= parent_id= parent_type= bid= archived= type=' ;;
    'accounts list --sort' | 'accounts list --fields' | 'accounts get --fields') value='choices-list id name country currency time_zone owner permissions created_time updated_time' ;;
    'accounts list-campaigns --sort' | 'campaigns list --sort' | 'accounts list-campaigns --fields' | 'campaigns list --fields' | 'campaigns get --fields' | 'campaigns budget --fields') value='choices-list id ad_account_id name status objective_type intended_promotion_type daily_spend_cap lifetime_spend_cap is_campaign_budget_optimization is_flexible_daily_budgets start_time end_time order_line_id tracking_urls bid_options is_automated_campaign is_performance_plus performance_plus_campaign_settings is_top_of_search is_ltv_optimized is_carting summary_status created_time updated_time type' ;;
    'accounts list-audiences --sort' | 'audiences list --sort' | 'accounts list-audiences --fields' | 'audiences list --fields' | 'audiences get --fields') value='choices-list id ad_account_id name audience_type rule description size is_nca status created_by_company_name created_timestamp updated_timestamp type' ;;
    'accounts list-customer-lists --sort' | 'customer-lists list --sort' | 'accounts list-customer-lists --fields' | 'customer-lists list --fields' | 'customer-lists get --fields') value='choices-list id ad_account_id name is_nca status num_batches num_uploaded_user_records num_removed_user_records created_time updated_time exceptions type' ;;
    'campaigns list-adgroups --sort' | 'adgroups list --sort' | 'campaigns list-adgroups --fields' | 'adgroups list --fields' | 'adgroups get --fields') value='choices-list id ad_account_id campaign_id name status budget_in_micro_currency budget_type bid_in_micro_currency bid_strategy_type billable_event start_time end_time targeting_spec auto_targeting_enabled pacing_delivery_type placement_group placement_traffic_type optimization_goal_metadata is_creative_optimization lifetime_frequency_cap targeting_template_ids customer_segment_id tracking_urls bid_multiplier promotion_id promotion_ids promotion_application_level conversion_learning_mode_type dca_assets feed_profile_id is_local_inventory local_inventory_radius_in_miles performance_plus_campaign_settings ext_features summary_status created_time updated_time type' ;;
    'adgroups list-ads --sort' | 'ads list --sort' | 'adgroups list-ads --fields' | 'ads list --fields' | 'ads get --fields') value='choices-list id ad_account_id campaign_id ad_group_id pin_id creative_type name status destination_url click_tracking_url view_tracking_url tracking_urls carousel_destination_urls android_deep_link ios_deep_link carousel_android_deep_links carousel_ios_deep_links customizable_cta_type lead_form_id quiz_pin_data disclosure_type disclosure_url grid_click_type is_pin_deleted is_removable collection_items_destination_url_template collections_header_type is_collage_single_destination is_collage_accepted_terms is_carting carting_platform_type carting_products review_status rejected_reasons rejection_labels summary_status created_time updated_time type' ;;
    'keywords list --sort' | 'keywords list --fields' | 'keywords get --fields') value='choices-list id value match_type parent_id parent_type bid archived type' ;;
    'reports download --fields' | 'reports run --fields') value='choices-list id name status date targeting_type targeting_value spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions ADS_CREDIT_SPEND_IN_DOLLAR ADS_CREDIT_SPEND_IN_MICRO_DOLLAR ADVERTISER_ID AD_ACCOUNT_ID AD_GROUP_BID_MULTIPLIER AD_GROUP_BUDGET_IN_LOCAL_CURRENCY AD_GROUP_BUDGET_TYPE AD_GROUP_ENTITY_STATUS AD_GROUP_ID AD_GROUP_NAME AD_GROUP_OPTIMIZATION AD_GROUP_STATUS AD_ID AD_NAME AD_STATUS APP_INSTALL_COST_PER_ACTION CAMPAIGN CAMPAIGN_BRAND_LABEL CAMPAIGN_BUDGET_OPTIMIZATION CAMPAIGN_CUSTOM_LABELS CAMPAIGN_DAILY_SPEND_CAP CAMPAIGN_ENTITY_STATUS CAMPAIGN_ID CAMPAIGN_LIFETIME_SPEND_CAP CAMPAIGN_MANAGED_STATUS CAMPAIGN_NAME CAMPAIGN_OBJECTIVE_TYPE CAMPAIGN_STATUS CHECKOUT_ROAS CLICKTHROUGH_1 CLICKTHROUGH_1_GROSS CLICKTHROUGH_2 COLLECTION_PIN_ITEM_CLICKTHROUGH_1 COLLECTION_PIN_ITEM_CLICKTHROUGH_2 COLLECTION_PIN_ITEM_IMPRESSION_1 COLLECTION_PIN_ITEM_IMPRESSION_2 COST_PER_LEAD COST_PER_OUTBOUND_CLICK COST_PER_OUTBOUND_CLICK_IN_DOLLAR COST_PER_OUTBOUND_CLICK_IN_DOLLAR_1 CPCV_IN_MICRO_DOLLAR CPCV_P95_IN_MICRO_DOLLAR CPC_IN_MICRO_DOLLAR CPM_IN_DOLLAR CPM_IN_MICRO_DOLLAR CPV_IN_MICRO_DOLLAR CTR CTR_2 CUSTOM_ROAS ECPCV_IN_DOLLAR ECPCV_P95_IN_DOLLAR ECPC_IN_DOLLAR ECPC_IN_MICRO_DOLLAR ECPE_IN_DOLLAR ECPM_IN_MICRO_DOLLAR ECPV_IN_DOLLAR ECTR EENGAGEMENT_RATE ENGAGEMENT_1 ENGAGEMENT_2 ENGAGEMENT_RATE IDEA_PIN_PAGE_BACKWARD_1 IDEA_PIN_PAGE_BACKWARD_2 IDEA_PIN_PAGE_FORWARD_1 IDEA_PIN_PAGE_FORWARD_2 IDEA_PIN_PRODUCT_TAG_VISIT_1 IDEA_PIN_PRODUCT_TAG_VISIT_2 IMPRESSION_1 IMPRESSION_1_GROSS IMPRESSION_2 INAPP_ADD_TO_CART_COST_PER_ACTION INAPP_ADD_TO_CART_ROAS INAPP_APP_INSTALL_COST_PER_ACTION INAPP_APP_INSTALL_ROAS INAPP_CHECKOUT_COST_PER_ACTION INAPP_CHECKOUT_ROAS INAPP_SEARCH_COST_PER_ACTION INAPP_SEARCH_ROAS INAPP_SIGNUP_COST_PER_ACTION INAPP_SIGNUP_ROAS INAPP_SKAN_APP_INSTALL INAPP_SKAN_APP_INSTALL_CONVERSION_RATE INAPP_SKAN_APP_INSTALL_COST_PER_ACTION INAPP_SKAN_ASSISTED_APP_INSTALL INAPP_UNKNOWN_COST_PER_ACTION INAPP_UNKNOWN_ROAS IS_CATALOG_CREATIVE_CAMPAIGN IS_PREMIERE_CAMPAIGN LEADS OFFLINE_CHECKOUT_COST_PER_ACTION OFFLINE_CHECKOUT_ROAS OFFLINE_CUSTOM_COST_PER_ACTION OFFLINE_CUSTOM_ROAS OFFLINE_LEAD_COST_PER_ACTION OFFLINE_LEAD_ROAS OFFLINE_SIGNUP_COST_PER_ACTION OFFLINE_SIGNUP_ROAS OFFLINE_UNKNOWN_COST_PER_ACTION OFFLINE_UNKNOWN_ROAS ONSITE_CHECKOUTS_1 ORDER_LINE_ID ORDER_LINE_NAME OUTBOUND_CLICK_1 OUTBOUND_CLICK_2 OUTBOUND_CTR OUTBOUND_CTR_1 PAGE_VISIT_COST_PER_ACTION PAGE_VISIT_ROAS PAID_IMPRESSION PAID_VIDEO_VIEWABLE_RATE PINTEREST_CHECKOUT_COST_PER_ACTION PINTEREST_CHECKOUT_ROAS PIN_ID PIN_PROMOTION_ID PIN_PROMOTION_NAME PIN_PROMOTION_STATUS PRODUCT_GROUP_AD_IMAGE_TAG PRODUCT_GROUP_AD_VIDEO_TAG PRODUCT_GROUP_ID PRODUCT_GROUP_STATUS PRODUCT_ITEM_BRAND PRODUCT_ITEM_CURRENCY PRODUCT_ITEM_DESCRIPTION PRODUCT_ITEM_IMAGE_URL PRODUCT_ITEM_NAME PRODUCT_ITEM_PIN_URL PRODUCT_ITEM_PRICE PRODUCT_ITEM_PRODUCT_CATEGORY PRODUCT_ITEM_PRODUCT_TYPE PRODUCT_ITEM_PRODUCT_URL PRODUCT_ITEM_SALE_PRICE PROMO_ID PROMO_NAME QUIZ_COMPLETED QUIZ_COMPLETION_RATE REPIN_1 REPIN_2 REPIN_RATE SHOWCASE_AVERAGE_SUBPAGE_CLOSEUP_PER_SESSION SHOWCASE_CARD_THUMBNAIL_SWIPE_BACKWARD SHOWCASE_CARD_THUMBNAIL_SWIPE_FORWARD SHOWCASE_PIN_CLICKTHROUGH SHOWCASE_SUBPAGE_CLICKTHROUGH SHOWCASE_SUBPAGE_CLOSEUP SHOWCASE_SUBPAGE_IMPRESSION SHOWCASE_SUBPAGE_REPIN SHOWCASE_SUBPAGE_SWIPE_LEFT SHOWCASE_SUBPAGE_SWIPE_RIGHT SHOWCASE_SUBPIN_CLICKTHROUGH SHOWCASE_SUBPIN_IMPRESSION SHOWCASE_SUBPIN_REPIN SHOWCASE_SUBPIN_SWIPE_LEFT SHOWCASE_SUBPIN_SWIPE_RIGHT SPEND_IN_DOLLAR SPEND_IN_MICRO_DOLLAR SPEND_ORDER_LINE_ID STANDARD_AD_FEED_ITEM_ID TOTAL_ADD_TO_CART TOTAL_ADD_TO_CART_CONVERSION_RATE TOTAL_ADD_TO_CART_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_ADD_TO_CART_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_ADD_TO_CART_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_ADD_TO_CART_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_ADD_TO_CART_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_ADD_TO_CART_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_ADD_TO_CART_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_ADD_TO_CART_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_ADD_TO_CART_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_ADD_TO_WISHLIST TOTAL_APP_INSTALL TOTAL_APP_INSTALL_CONVERSION_RATE TOTAL_APP_INSTALL_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_APP_INSTALL_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_APP_INSTALL_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_APP_INSTALL_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_APP_INSTALL_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_APP_INSTALL_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_APP_INSTALL_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_APP_INSTALL_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_APP_INSTALL_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_CHECKOUT TOTAL_CHECKOUT_CONVERSION_RATE TOTAL_CHECKOUT_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_CHECKOUT_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_CHECKOUT_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_CHECKOUT_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_CHECKOUT_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_CHECKOUT_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_CHECKOUT_QUANTITY TOTAL_CHECKOUT_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_CHECKOUT_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_CHECKOUT_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICKTHROUGH TOTAL_CLICK_ADD_TO_CART TOTAL_CLICK_ADD_TO_CART_QUANTITY TOTAL_CLICK_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_APP_INSTALL TOTAL_CLICK_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_CHECKOUT TOTAL_CLICK_CHECKOUT_QUANTITY TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_CUSTOM TOTAL_CLICK_CUSTOM_QUANTITY TOTAL_CLICK_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_LEAD TOTAL_CLICK_LEAD_QUANTITY TOTAL_CLICK_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_PAGE_VISIT TOTAL_CLICK_PAGE_VISIT_QUANTITY TOTAL_CLICK_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_SEARCH TOTAL_CLICK_SEARCH_QUANTITY TOTAL_CLICK_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_SIGNUP TOTAL_CLICK_SIGNUP_QUANTITY TOTAL_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_UNKNOWN TOTAL_CLICK_UNKNOWN_QUANTITY TOTAL_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_VIEW_CATEGORY TOTAL_CLICK_VIEW_CATEGORY_QUANTITY TOTAL_CLICK_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_WATCH_VIDEO TOTAL_CLICK_WATCH_VIDEO_QUANTITY TOTAL_CLICK_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_COLLECTION_PIN_ITEM_CLICKTHROUGH TOTAL_COLLECTION_PIN_ITEM_IMPRESSION TOTAL_CONVERSIONS TOTAL_CONVERSIONS_QUANTITY TOTAL_CONVERSIONS_VALUE_IN_MICRO_DOLLAR TOTAL_CUSTOM TOTAL_CUSTOM_CONVERSION_RATE TOTAL_CUSTOM_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_CUSTOM_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_CUSTOM_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_CUSTOM_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_CUSTOM_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_CUSTOM_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_CUSTOM_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_CUSTOM_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_CUSTOM_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_DESTINATION_VIEWS TOTAL_ENGAGEMENT TOTAL_ENGAGEMENT_ADD_TO_CART TOTAL_ENGAGEMENT_ADD_TO_CART_QUANTITY TOTAL_ENGAGEMENT_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_APP_INSTALL TOTAL_ENGAGEMENT_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_CHECKOUT TOTAL_ENGAGEMENT_CHECKOUT_QUANTITY TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_CUSTOM TOTAL_ENGAGEMENT_CUSTOM_QUANTITY TOTAL_ENGAGEMENT_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_LEAD TOTAL_ENGAGEMENT_LEAD_QUANTITY TOTAL_ENGAGEMENT_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_PAGE_VISIT TOTAL_ENGAGEMENT_PAGE_VISIT_QUANTITY TOTAL_ENGAGEMENT_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_SEARCH TOTAL_ENGAGEMENT_SEARCH_QUANTITY TOTAL_ENGAGEMENT_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_SIGNUP TOTAL_ENGAGEMENT_SIGNUP_QUANTITY TOTAL_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_UNKNOWN TOTAL_ENGAGEMENT_UNKNOWN_QUANTITY TOTAL_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_VIEW_CATEGORY TOTAL_ENGAGEMENT_VIEW_CATEGORY_QUANTITY TOTAL_ENGAGEMENT_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_WATCH_VIDEO TOTAL_ENGAGEMENT_WATCH_VIDEO_QUANTITY TOTAL_ENGAGEMENT_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_IDEA_PIN_PAGE_BACKWARD TOTAL_IDEA_PIN_PAGE_FORWARD TOTAL_IDEA_PIN_PRODUCT_TAG_VISIT TOTAL_IMPRESSION TOTAL_IMPRESSION_FREQUENCY TOTAL_IMPRESSION_USER TOTAL_INAPP_ADD_TO_CART TOTAL_INAPP_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_APP_INSTALL TOTAL_INAPP_APP_INSTALL_CONVERSION_RATE TOTAL_INAPP_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CHECKOUT TOTAL_INAPP_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_ADD_TO_CART TOTAL_INAPP_CLICK_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_APP_INSTALL TOTAL_INAPP_CLICK_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_CHECKOUT TOTAL_INAPP_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_SEARCH TOTAL_INAPP_CLICK_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_SIGNUP TOTAL_INAPP_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_CLICK_UNKNOWN TOTAL_INAPP_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_ADD_TO_CART TOTAL_INAPP_ENGAGEMENT_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_APP_INSTALL TOTAL_INAPP_ENGAGEMENT_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_CHECKOUT TOTAL_INAPP_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_SEARCH TOTAL_INAPP_ENGAGEMENT_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_SIGNUP TOTAL_INAPP_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_ENGAGEMENT_UNKNOWN TOTAL_INAPP_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_SEARCH TOTAL_INAPP_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_SIGNUP TOTAL_INAPP_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_UNKNOWN TOTAL_INAPP_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_ADD_TO_CART TOTAL_INAPP_VIEW_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_APP_INSTALL TOTAL_INAPP_VIEW_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_CHECKOUT TOTAL_INAPP_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_SEARCH TOTAL_INAPP_VIEW_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_SIGNUP TOTAL_INAPP_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_INAPP_VIEW_UNKNOWN TOTAL_INAPP_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_LEAD TOTAL_LEAD_CONVERSION_RATE TOTAL_LEAD_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_LEAD_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_LEAD_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_LEAD_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_LEAD_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_LEAD_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_LEAD_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_LEAD_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_LEAD_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CHECKOUT TOTAL_OFFLINE_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_CHECKOUT TOTAL_OFFLINE_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_CUSTOM TOTAL_OFFLINE_CLICK_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_LEAD TOTAL_OFFLINE_CLICK_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_SIGNUP TOTAL_OFFLINE_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CLICK_UNKNOWN TOTAL_OFFLINE_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_CUSTOM TOTAL_OFFLINE_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_CHECKOUT TOTAL_OFFLINE_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_CUSTOM TOTAL_OFFLINE_ENGAGEMENT_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_LEAD TOTAL_OFFLINE_ENGAGEMENT_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_SIGNUP TOTAL_OFFLINE_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_ENGAGEMENT_UNKNOWN TOTAL_OFFLINE_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_LEAD TOTAL_OFFLINE_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_SIGNUP TOTAL_OFFLINE_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_UNKNOWN TOTAL_OFFLINE_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_CHECKOUT TOTAL_OFFLINE_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_CUSTOM TOTAL_OFFLINE_VIEW_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_LEAD TOTAL_OFFLINE_VIEW_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_SIGNUP TOTAL_OFFLINE_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_OFFLINE_VIEW_UNKNOWN TOTAL_OFFLINE_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_PAGE_VISIT TOTAL_PAGE_VISIT_CONVERSION_RATE TOTAL_PAGE_VISIT_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_PAGE_VISIT_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_PAGE_VISIT_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_PAGE_VISIT_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_PAGE_VISIT_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_PAGE_VISIT_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_PAGE_VISIT_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_PAGE_VISIT_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_PAGE_VISIT_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_PINTEREST_CHECKOUT TOTAL_PINTEREST_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_REPIN_RATE TOTAL_SEARCH TOTAL_SEARCH_CONVERSION_RATE TOTAL_SEARCH_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_SEARCH_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_SEARCH_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_SEARCH_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_SEARCH_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_SEARCH_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_SEARCH_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_SEARCH_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_SEARCH_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_SIGNUP TOTAL_SIGNUP_CONVERSION_RATE TOTAL_SIGNUP_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_SIGNUP_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_SIGNUP_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_SIGNUP_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_SIGNUP_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_SIGNUP_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_SIGNUP_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_SIGNUP_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_SIGNUP_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_SUBSCRIBE TOTAL_UNKNOWN_CONVERSION_RATE TOTAL_UNKNOWN_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_UNKNOWN_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_UNKNOWN_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_UNKNOWN_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_UNKNOWN_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_UNKNOWN_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_UNKNOWN_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_UNKNOWN_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_UNKNOWN_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_VIDEO_15SEC_UNIQUE_VIEWS TOTAL_VIDEO_3SEC_VIEWS TOTAL_VIDEO_AVG_WATCHTIME_IN_SECOND TOTAL_VIDEO_MRC_VIEWS TOTAL_VIDEO_P0_COMBINED TOTAL_VIDEO_P100_COMPLETE TOTAL_VIDEO_P25_COMBINED TOTAL_VIDEO_P50_COMBINED TOTAL_VIDEO_P75_COMBINED TOTAL_VIDEO_P95_COMBINED TOTAL_VIEW_ADD_TO_CART TOTAL_VIEW_ADD_TO_CART_QUANTITY TOTAL_VIEW_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_APP_INSTALL TOTAL_VIEW_APP_INSTALL_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_CATEGORY TOTAL_VIEW_CATEGORY_CONVERSION_RATE TOTAL_VIEW_CATEGORY_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_VIEW_CATEGORY_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_VIEW_CATEGORY_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_VIEW_CATEGORY_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_VIEW_CATEGORY_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_VIEW_CATEGORY_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_VIEW_CATEGORY_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_VIEW_CATEGORY_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_VIEW_CATEGORY_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_CHECKOUT TOTAL_VIEW_CHECKOUT_QUANTITY TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_CUSTOM TOTAL_VIEW_CUSTOM_QUANTITY TOTAL_VIEW_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_LEAD TOTAL_VIEW_LEAD_QUANTITY TOTAL_VIEW_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_PAGE_VISIT TOTAL_VIEW_PAGE_VISIT_QUANTITY TOTAL_VIEW_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_SEARCH TOTAL_VIEW_SEARCH_QUANTITY TOTAL_VIEW_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_SIGNUP TOTAL_VIEW_SIGNUP_QUANTITY TOTAL_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_UNKNOWN TOTAL_VIEW_UNKNOWN_QUANTITY TOTAL_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_VIEW_CATEGORY TOTAL_VIEW_VIEW_CATEGORY_QUANTITY TOTAL_VIEW_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_WATCH_VIDEO TOTAL_VIEW_WATCH_VIDEO_QUANTITY TOTAL_VIEW_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WATCH_VIDEO TOTAL_WATCH_VIDEO_CONVERSION_RATE TOTAL_WATCH_VIDEO_DESKTOP_ACTION_TO_DESKTOP_CONVERSION TOTAL_WATCH_VIDEO_DESKTOP_ACTION_TO_MOBILE_CONVERSION TOTAL_WATCH_VIDEO_DESKTOP_ACTION_TO_TABLET_CONVERSION TOTAL_WATCH_VIDEO_MOBILE_ACTION_TO_DESKTOP_CONVERSION TOTAL_WATCH_VIDEO_MOBILE_ACTION_TO_MOBILE_CONVERSION TOTAL_WATCH_VIDEO_MOBILE_ACTION_TO_TABLET_CONVERSION TOTAL_WATCH_VIDEO_TABLET_ACTION_TO_DESKTOP_CONVERSION TOTAL_WATCH_VIDEO_TABLET_ACTION_TO_MOBILE_CONVERSION TOTAL_WATCH_VIDEO_TABLET_ACTION_TO_TABLET_CONVERSION TOTAL_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ADD_TO_CART TOTAL_WEB_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CHECKOUT TOTAL_WEB_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_ADD_TO_CART TOTAL_WEB_CLICK_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_CHECKOUT TOTAL_WEB_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_CUSTOM TOTAL_WEB_CLICK_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_LEAD TOTAL_WEB_CLICK_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_PAGE_VISIT TOTAL_WEB_CLICK_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_SEARCH TOTAL_WEB_CLICK_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_SIGNUP TOTAL_WEB_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_UNKNOWN TOTAL_WEB_CLICK_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_VIEW_CATEGORY TOTAL_WEB_CLICK_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_WATCH_VIDEO TOTAL_WEB_CLICK_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CUSTOM TOTAL_WEB_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_ADD_TO_CART TOTAL_WEB_ENGAGEMENT_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_CHECKOUT TOTAL_WEB_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_CUSTOM TOTAL_WEB_ENGAGEMENT_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_LEAD TOTAL_WEB_ENGAGEMENT_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_PAGE_VISIT TOTAL_WEB_ENGAGEMENT_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_SEARCH TOTAL_WEB_ENGAGEMENT_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_SIGNUP TOTAL_WEB_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_UNKNOWN TOTAL_WEB_ENGAGEMENT_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_VIEW_CATEGORY TOTAL_WEB_ENGAGEMENT_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_ENGAGEMENT_WATCH_VIDEO TOTAL_WEB_ENGAGEMENT_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_LEAD TOTAL_WEB_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_PAGE_VISIT TOTAL_WEB_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_SEARCH TOTAL_WEB_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_SESSIONS TOTAL_WEB_SIGNUP TOTAL_WEB_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_UNKNOWN TOTAL_WEB_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_ADD_TO_CART TOTAL_WEB_VIEW_ADD_TO_CART_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_CATEGORY TOTAL_WEB_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_CHECKOUT TOTAL_WEB_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_CUSTOM TOTAL_WEB_VIEW_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_LEAD TOTAL_WEB_VIEW_LEAD_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_PAGE_VISIT TOTAL_WEB_VIEW_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_SEARCH TOTAL_WEB_VIEW_SEARCH_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_SIGNUP TOTAL_WEB_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_UNKNOWN TOTAL_WEB_VIEW_UNKNOWN_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_VIEW_CATEGORY TOTAL_WEB_VIEW_VIEW_CATEGORY_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_VIEW_WATCH_VIDEO TOTAL_WEB_VIEW_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_WATCH_VIDEO TOTAL_WEB_WATCH_VIDEO_VALUE_IN_MICRO_DOLLAR VIDEO_15SEC_UNIQUE_VIEWS_1 VIDEO_15SEC_UNIQUE_VIEWS_2 VIDEO_3SEC_VIEWS_1 VIDEO_3SEC_VIEWS_2 VIDEO_AVG_WATCHTIME_IN_SECOND_1 VIDEO_AVG_WATCHTIME_IN_SECOND_2 VIDEO_LENGTH VIDEO_MRC_VIEWS_1 VIDEO_MRC_VIEWS_2 VIDEO_P0_COMBINED_1 VIDEO_P0_COMBINED_2 VIDEO_P100_COMPLETE_1 VIDEO_P100_COMPLETE_2 VIDEO_P25_COMBINED_1 VIDEO_P25_COMBINED_2 VIDEO_P50_COMBINED_1 VIDEO_P50_COMBINED_2 VIDEO_P75_COMBINED_1 VIDEO_P75_COMBINED_2 VIDEO_P95_COMBINED_1 VIDEO_P95_COMBINED_2 VIDEO_SPEND_IN_DOLLAR WEB_ADD_TO_CART_COST_PER_ACTION WEB_ADD_TO_CART_ROAS WEB_CHECKOUT_COST_PER_ACTION WEB_CHECKOUT_ROAS WEB_CUSTOM_COST_PER_ACTION WEB_CUSTOM_ROAS WEB_LEAD_COST_PER_ACTION WEB_LEAD_ROAS WEB_PAGE_VISIT_COST_PER_ACTION WEB_PAGE_VISIT_ROAS WEB_SEARCH_COST_PER_ACTION WEB_SEARCH_ROAS WEB_SESSIONS_1 WEB_SESSIONS_2 WEB_SIGNUP_COST_PER_ACTION WEB_SIGNUP_ROAS WEB_UNKNOWN_COST_PER_ACTION WEB_UNKNOWN_ROAS WEB_VIEW_CATEGORY_COST_PER_ACTION WEB_VIEW_CATEGORY_ROAS WEB_WATCH_VIDEO_COST_PER_ACTION WEB_WATCH_VIDEO_ROAS' ;;
    'journal list --fields' | 'journal show --fields') value='choices-list' ;;
    'accounts list-campaigns --status' | 'campaigns list --status' | 'campaigns list-adgroups --status' | 'adgroups list --status' | 'adgroups list-ads --status' | 'ads list --status') value='choices-list ACTIVE PAUSED ARCHIVED DRAFT DELETED_DRAFT all' ;;
    'accounts list-audiences --status' | 'audiences list --status') value='choices-list INITIALIZING READY TOO_SMALL ELIGIBLE PERSONAS_INELIGIBLE_SIZE PERSONAS_INITIALIZING all' ;;
    'adgroups create --campaign' | 'adgroups update --campaign') value='ids campaigns' ;;
    'reports create --last' | 'reports run --last') value='choices 7d 30d 90d 180d yesterday today this-week last-week this-month last-month this-year last-year' ;;
    'campaigns analytics --breakdown') value='choices-list age gender age_gender country region location metro device placement keyword interest audience creative pinner_interest geo audience_multiplier' ;;
    'adgroups analytics --breakdown') value='choices-list age gender age_gender country region location metro device placement keyword interest audience pinner_interest geo creative_enhancements' ;;
    'ads analytics --breakdown') value='choices-list age gender age_gender country region location metro device placement keyword interest audience pinner_interest geo quiz_result' ;;
    'adgroups update --clear') value='choices budget_in_micro_currency bid_in_micro_currency bid_strategy_type start_time end_time auto_targeting_enabled placement_traffic_type optimization_goal_metadata is_creative_optimization targeting_template_ids tracking_urls promotion_id promotion_application_level performance_plus_campaign_settings ext_features' ;;
    'ads update --clear') value='choices pin_id name destination_url click_tracking_url view_tracking_url tracking_urls carousel_destination_urls android_deep_link ios_deep_link carousel_android_deep_links carousel_ios_deep_links customizable_cta_type lead_form_id quiz_pin_data disclosure_type disclosure_url grid_click_type collection_items_destination_url_template collections_header_type' ;;
    'audiences update --clear' | 'customer-lists update --clear') value='choices' ;;
    'keywords update --clear') value='choices bid' ;;
    'profiles set --clear') value='choices environment api_url account output timeout max_wait concurrency settle_time app_id redirect_uri store max_daily_budget max_lifetime_budget max_bid max_increase_pct max_rows accounts read_only allow_archive' ;;
    'ads create --adgroup' | 'ads update --adgroup') value='ids ad_groups' ;;
    'customer-lists update --operation-type') value='choices ADD REMOVE' ;;
    'keywords create --match-type') value='choices BROAD PHRASE EXACT EXACT_NEGATIVE PHRASE_NEGATIVE' ;;
    'compare --level') value='choices campaigns adgroups ads' ;;
    'check --level') value='choices campaigns adgroups ads accounts' ;;
    *' --limit' | *' --page-size' | *' --bookmark' | *' --filter' | *' --fields' | *' --query' | *' --watch' | *' --timeout' | *' --max-wait' | *' --name' | *' --time-zone' | *' --owner-user-id' | *' --concurrency' | *' --settle-time' | *' --sheet' | *' -F' | *' --start' | *' --end' | *' --daily-spend-cap' | *' --daily-budget' | *' --lifetime-spend-cap' | *' --lifetime-budget' | *' --default-adgroup-budget' | *' --default-ad-group-budget-in-micro-currency' | *' --start-time' | *' --end-time' | *' --order-line' | *' --order-line-id' | *' --app-id' | *' --budget' | *' --budget-in-micro-currency' | *' --bid' | *' --bid-in-micro-currency' | *' --lifetime-frequency-cap' | *' --targeting-template-ids' | *' --customer-segment-id' | *' --bid-multiplier' | *' --promotion-id' | *' --promotion-ids' | *' --feed-profile-id' | *' --local-inventory-radius-in-miles' | *' --geo' | *' --location' | *' --locale' | *' --interest' | *' --pin' | *' --pin-id' | *' --destination-url' | *' --click-tracking-url' | *' --view-tracking-url' | *' --carousel-destination-urls' | *' --android-deep-link' | *' --ios-deep-link' | *' --carousel-android-deep-links' | *' --carousel-ios-deep-links' | *' --lead-form' | *' --lead-form-id' | *' --disclosure-url' | *' --collection-items-destination-url-template' | *' --description' | *' --column' | *' --chunk-size' | *' --wait-timeout' | *' --make-audience' | *' --value' | *' --keyword' | *' --tolerance' | *' --search' | *' --scopes' | *' --redirect-uri' | *' --wait' | *' --max-daily-budget' | *' --max-lifetime-budget' | *' --max-bid' | *' --max-increase-pct' | *' --since' | *' --older-than' | *' -f' | *' --port' | *' --host' | *' --fault' | *' --seed' | *' --rate-limit' | *' --token-lifetime' | *' --refresh-lifetime' | *' --campaigns') value='text' ;;
    *' --sort' | *' --columns') value='choices-list spend impressions clicks ctr cpc conversions cpa roas revenue checkouts cpm reach frequency saves save_rate outbound_clicks outbound_ctr cost_per_outbound_click engagements engagement_rate cpe conversion_rate aov cost_per_checkout conversion_value paid_impressions paid_clicks paid_ctr paid_cpc paid_engagements paid_engagement_rate earned_impressions earned_clicks earned_ctr earned_saves earned_outbound_clicks earned_engagements ecpm total_save_rate spend_micros ads_credit_spend video_views video_starts video_p25 video_p50 video_p75 video_p95 video_p100 video_views_3s video_views_15s watch_time video_spend cpv cpcv cpcv_p95 paid_video_views earned_video_views page_visits signups leads lead_events add_to_carts custom_events searches category_views video_watches app_installs signup_value custom_value add_to_cart_value cost_per_page_visit cost_per_signup cost_per_lead cost_per_add_to_cart cost_per_app_install page_visit_roas custom_roas click_checkouts engagement_checkouts view_checkouts click_revenue engagement_revenue view_revenue web_checkouts web_revenue web_roas cost_per_web_checkout inapp_checkouts inapp_revenue inapp_roas cost_per_inapp_checkout offline_checkouts offline_revenue offline_roas cost_per_offline_checkout skan_installs web_sessions' ;;
    *' --to' | *' --failed-out' | *' --file' | *' --html' | *' --budget-file' | *' --input' | *' --log') value='files' ;;
    *' --profile') value='profiles' ;;
    *' --account') value='ids ad_accounts' ;;
    *' --output' | *' -o') value='choices table markdown json jsonl csv tsv yaml ids' ;;
    *' --country') value='choices AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW' ;;
    *' --currency') value='choices UNK USD GBP CAD EUR AUD NZD SEK ILS CHF HKD JPY SGD KRW NOK DKK PLN RON HUF CZK BRL MXN ARS CLP COP INR TRY' ;;
    *' --encoding') value='choices utf-8 utf-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1257 mac-roman shift_jis gb18030' ;;
    *' --status') value='choices ACTIVE PAUSED ARCHIVED DRAFT DELETED_DRAFT' ;;
    *' --campaign') value='ids-list campaigns' ;;
    *' --order') value='choices ASCENDING DESCENDING' ;;
    *' --ownership-type') value='choices OWNED RECEIVED' ;;
    *' --last') value='choices 7d 14d 28d 90d yesterday today this-week last-week this-month last-month this-year last-year' ;;
    *' --by') value='choices day week month hour' ;;
    *' --breakdown') value='choices-list age gender age_gender country region location metro device placement keyword interest audience pinner_interest geo' ;;
    *' --click-window-days' | *' --engagement-window-days' | *' --view-window-days') value='choices 0 1 7 14 30 60' ;;
    *' --conversion-report-time') value='choices time_of_ad_action time_of_conversion' ;;
    *' --objective-type') value='choices AWARENESS CONSIDERATION SALES LEADS VIDEO_COMPLETION APP_INSTALL CTV_CONSIDERATION WEB_CONVERSION CATALOG_SALES' ;;
    *' --intended-promotion-type') value='choices STANDARD_AD CATALOG LEGACY' ;;
    *' --tracking-urls' | *' --bid-options' | *' --performance-plus-campaign-settings' | *' --targeting-spec' | *' --optimization-goal-metadata' | *' --ext-features' | *' --targeting-spec-operations' | *' --quiz-pin-data' | *' --rule' | *' --records' | *' --records-v2') value='at-files' ;;
    *' --app-platform') value='choices IOS ANDROID' ;;
    *' --clear') value='choices objective_type daily_spend_cap lifetime_spend_cap is_campaign_budget_optimization is_flexible_daily_budgets default_ad_group_budget_in_micro_currency start_time end_time order_line_id tracking_urls is_automated_campaign performance_plus_campaign_settings' ;;
    *' --adgroup') value='ids-list ad_groups' ;;
    *' --campaign-id') value='ids campaigns' ;;
    *' --budget-type') value='choices DAILY LIFETIME CBO_ADGROUP' ;;
    *' --bid-strategy-type') value='choices AUTOMATIC_BID MAX_BID TARGET_AVG' ;;
    *' --billable-event') value='choices CLICKTHROUGH IMPRESSION VIDEO_V_50_MRC' ;;
    *' --pacing-delivery-type') value='choices STANDARD ACCELERATED' ;;
    *' --placement-group') value='choices ALL SEARCH BROWSE OTHER' ;;
    *' --placement-traffic-type') value='choices ALL TWO_COLUMN_FEED FULLSCREEN_FEED' ;;
    *' --promotion-application-level') value='choices NONE ITEM AD_GROUP' ;;
    *' --gender') value='choices-list unknown male female' ;;
    *' --age') value='choices-list 18-24 19+ 20+ 21+ 25-34 35-44 45-49 50-54 55-64 65+' ;;
    *' --device') value='choices-list android_mobile android_tablet ipad iphone web web_mobile' ;;
    *' --audience-include' | *' --audience-exclude') value='ids-list audiences' ;;
    *' --ad') value='ids-list ads' ;;
    *' --ad-group-id' | *' --parent' | *' --parent-id') value='ids ad_groups' ;;
    *' --creative-type') value='choices REGULAR VIDEO SHOPPING CAROUSEL MAX_VIDEO SHOP_THE_PIN COLLECTION IDEA SHOWCASE QUIZ COLLAGE MAX_WIDTH_REGULAR_COLLECTION MAX_WIDTH_VIDEO_COLLECTION APP' ;;
    *' --customizable-cta-type') value='choices GET_OFFER LEARN_MORE ORDER_NOW SHOP_NOW SIGN_UP SUBSCRIBE BUY_NOW CONTACT_US GET_QUOTE VISIT_SITE APPLY_NOW BOOK_NOW REQUEST_DEMO REGISTER_NOW FIND_A_DEALER ADD_TO_CART WATCH_NOW READ_MORE BUY_TICKETS DONATE_NOW DOWNLOAD EXPLORE_MORE FIND_A_LOCATION GET_DEAL GET_RECIPE GET_SHOWTIMES ON_SALE PLAY_GAME TRY_IT FIND_RETAILERS TAKE_A_PEEK' ;;
    *' --disclosure-type') value='choices NO_DISCLOSURE PRESCRIBING_INFORMATION PRESCRIBING_INFORMATION_BOX_WARNING IMPORTANT_SAFETY_INFO MED_GUIDE PATIENT_INFORMATION' ;;
    *' --grid-click-type') value='choices CLOSEUP DIRECT_TO_DESTINATION' ;;
    *' --collections-header-type') value='choices SHOP_THIS_COLLECTION EXPLORE_THIS_COLLECTION NO_HEADER' ;;
    *' --audience-type') value='choices CUSTOMER_LIST VISITOR ENGAGEMENT ACTALIKE PERSONA' ;;
    *' --operation-type') value='choices UPDATE REMOVE' ;;
    *' --list-type') value='choices EMAIL IDFA MAID LR_ID DLX_ID HASHED_PINNER_ID' ;;
    *' --resume') value='ids runs' ;;
    *' --match-type') value='choices-list BROAD PHRASE EXACT EXACT_NEGATIVE PHRASE_NEGATIVE' ;;
    *' --granularity') value='choices total day hour week month' ;;
    *' --level') value='choices account account_targeting ad ad_group ad_group_targeting ad_targeting adgroup adgroup_targeting advertiser advertiser_targeting campaign campaign_targeting keyword pin_promotion pin_promotion_targeting product_group product_group_targeting product_item product_item_targeting' ;;
    *' --targeting-type') value='choices-list KEYWORD APPTYPE GENDER LOCATION PLACEMENT COUNTRY TARGETED_INTEREST PINNER_INTEREST AUDIENCE_INCLUDE GEO AGE_BUCKET REGION MEDIA_TYPE AGE_BUCKET_AND_GENDER AUDIENCE_MULTIPLIER CREATIVE_ENHANCEMENTS LOCAL_ADS_STORE_CODE' ;;
    *' --format') value='choices csv json' ;;
    *' --against') value='choices before last-year' ;;
    *' --only') value='choices-list no-spend rejected-ads ended-active off-pace fatigue' ;;
    *' --in') value='choices analytics reports' ;;
    *' --environment') value='choices production sandbox emulator' ;;
    *' --completion') value='choices bash zsh fish none' ;;
    *' --skip') value='choices-list login account limits completion' ;;
    *' --data-dir') value='directories' ;;
    *) return 1 ;;
    esac
}

# The words before the cursor, those put together again that bash cuts at = and : and others.
_pinads_typed() {
    local line=${COMP_LINE:0:COMP_POINT} blank word at
    typed=()
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        blank=${line%%[![:space:]]*}
        line=${line#"$blank"}
        [[ $line == "$word"* ]] || word=$line
        line=${line#"$word"}
        if [[ $blank || $at == 0 ]]; then typed+=("$word"); else typed[-1]+=$word; fi
    done
}

# Offer what begins with $current; $before stands before it in the same word, and readline keeps what ends in a break.
_pinads_offer() {
    local word kept=$before$current
    kept=${kept%"${kept##*[$COMP_WORDBREAKS]}"}
    for word; do
        [[ $word == "$current"* || $word == "${current^^}"* ]] || continue
        word=$before$word
        COMPREPLY+=("${word#"$kept"}")
    done
}

# The directories of pinads, and what config.toml says.
_pinads_config() {
    local line name config=${PINADS_CONFIG_DIR/#'~'\//$HOME/}
    local table='^[[:space:]]*\[[[:space:]]*profiles[[:space:]]*\.[[:space:]]*("[^"]*"|[^].[:space:]]*)'
    local standard='^[[:space:]]*default_profile[[:space:]]*=[[:space:]]*"([^"]*)"' header='^[[:space:]]*\[[[:space:]]*([a-z]*)'
    local own="^[[:space:]]*\"?([a-z0-9][a-z0-9_-]*)\"?[[:space:]]*=[[:space:]]*[\"'](pinads )?([^\"'\\\\]*)" section
    data=${PINADS_DATA_DIR/#'~'\//$HOME/}
    if [[ ! $data ]]; then
        data=${XDG_DATA_HOME:-$HOME/.local/share}/pinads
        [[ -d $data ]] || data="$HOME/Library/Application Support/pinads"
    fi
    if [[ ! $config ]]; then
        config=${XDG_CONFIG_HOME:-$HOME/.config}/pinads
        [[ -d $config ]] || config="$HOME/Library/Application Support/pinads"
    fi
    profiles=(demo)
    [[ -r $config/config.toml ]] || return
    mapfile -t lines <"$config/config.toml"
    for line in "${lines[@]}"; do
        [[ $line =~ $header ]] && section=${BASH_REMATCH[1]}
        if [[ $section == aliases && $line =~ $own ]]; then
            aliases[${BASH_REMATCH[1]}]=${BASH_REMATCH[3]}
        elif [[ $line =~ $table ]]; then
            name=${BASH_REMATCH[1]//\"/}
            [[ " ${profiles[*]} " == *" $name "* ]] || profiles+=("$name")
        elif [[ $line =~ $standard ]]; then
            default_profile=${BASH_REMATCH[1]}
        fi
    done
}

# The names among $lines that begin with what is typed, with or without quotes; readline closes an open quote itself.
_pinads_names() {
    local line name kept=$before$current breaks=${COMP_WORDBREAKS//[[:space:]\"\']/} open= typed=${current//\\/}
    case $current in [\"\']*) open=${current:0:1} typed=${current:1} ;; esac
    kept=${kept%"${kept##*[$breaks]}"}
    for line in "${lines[@]}"; do
        [[ ! $account || $line == *$'\t' || $line == *$'\t'"$account" ]] || continue
        name=${line#*$'\t'}
        name=${name%$'\t'*}
        [[ ${name,,} == "${typed,,}"* ]] || continue
        [[ $open ]] || printf -v name %q "$name"
        name=$before$name
        COMPREPLY+=("${name#"$kept"}")
    done
}

# The ids in the file $1, with names where bash lists several; names where no digit is typed.
# Expansions of whole arrays are several times as fast as a loop.
_pinads_ids() {
    local default_profile=default at kept=$before$current
    local -a found accounts
    _pinads_config
    profile=${profile:-${PINADS_PROFILE:-$default_profile}}
    account=${account:-$PINADS_ACCOUNT}
    [[ -r $data/complete/$profile/$1 ]] || return
    mapfile -t lines <"$data/complete/$profile/$1"
    if [[ $current == [!0-9]* ]]; then
        _pinads_names
        return
    fi
    kept=${kept%"${kept##*[$COMP_WORDBREAKS]}"}
    if [[ $current$account ]]; then
        accounts=("${lines[@]##*$'\t'}")
        for at in "${!lines[@]}"; do
            [[ ${lines[at]} == "$current"* && (! $account || ! ${accounts[at]} || ${accounts[at]} == "$account") ]] && found+=("${lines[at]}")
        done
        lines=("${found[@]}")
    fi
    if [[ ${#lines[@]} == 1 || $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then
        lines=("${lines[@]%%$'\t'*}")
    else
        lines=("${lines[@]/$'\t'/  }")
        lines=("${lines[@]%$'\t'*}")
    fi
    lines=("${lines[@]/#/$before}")
    COMPREPLY=("${lines[@]#"$kept"}")
}

# The files whose path begins with what stands after the @, which readline takes for a part of the word.
_pinads_at_files() {
    local file typed=${current#@}
    typed=${typed//\\/}
    for file in "$typed"*; do
        [[ -e $file ]] || continue
        if [[ -d $file ]]; then
            file+=/
            compopt -o nospace
        fi
        printf -v file %q "$file"
        COMPREPLY+=("@$file")
    done
}

# Complete a value: $1 is its kind, the others its words.
_pinads_complete() {
    local kind=$1
    shift
    if [[ $kind == *-list && $current == *,* ]]; then
        before+=${current%,*},
        current=${current##*,}
    fi
    case $kind in
    choices | choices-list) _pinads_offer "$@" ;;
    comparisons)
        compopt -o nospace
        kind=$current
        current=${current#[\"\']}
        _pinads_offer "$@"
        # Readline would close a quote after the only completion.
        [[ $kind == "$current" || ${#COMPREPLY[@]} != 1 ]] || COMPREPLY+=("${COMPREPLY[0]%=}>")
        ;;
    ids | ids-list) _pinads_ids "$1" ;;
    profiles)
        _pinads_config
        _pinads_offer "${profiles[@]}"
        ;;
    aliases)
        _pinads_config
        _pinads_offer "${!aliases[@]}"
        ;;
    files) compopt -o default ;;
    at-files) [[ $current != @* ]] || _pinads_at_files ;;
    directories) compopt -o dirnames ;;
    esac
}

_pinads() {
    local commands options more value flag path word current before profile account data default_profile at place=0 only_arguments
    local -a places typed lines profiles meant
    local -A aliases
    COMPREPLY=()
    _pinads_typed
    _pinads_at ''
    for ((at = 1; at < ${#typed[@]} - 1; at++)); do
        word=${typed[at]}
        if [[ ! $flag && ! $only_arguments && $word == --*=* ]]; then
            flag=${word%%=*} word=${word#*=}
        fi
        if [[ $flag ]]; then
            word=${word//[\"\']/}
            case $flag in --profile) profile=$word ;; --account) account=$word ;; esac
            flag=
        elif [[ $only_arguments || $word != -?* ]]; then
            if [[ " $commands " == *" $word "* ]]; then
                path+=${path:+ }$word
                _pinads_at "$path"
            elif [[ $path ]]; then
                ((place++))
            else
                _pinads_config
                read -ra meant <<<"${aliases[$word]}"
                for word in "${meant[@]}"; do
                    [[ " $commands " == *" $word "* ]] || break
                    path+=${path:+ }$word
                    _pinads_at "$path"
                done
            fi
        elif [[ $word == -- ]]; then
            only_arguments=1
        elif _pinads_value "$path" "$word"; then
            flag=$word
        fi
    done
    current=${typed[-1]}
    if [[ ! $flag && ! $only_arguments && $current == --*=* ]]; then
        flag=${current%%=*} before=${current%%=*}= current=${current#*=}
    fi
    if [[ $flag ]]; then
        _pinads_value "$path" "$flag" || return
    elif [[ ! $only_arguments && $current == -* ]]; then
        value="choices $options"
    elif [[ $commands ]]; then
        [[ $path ]] || _pinads_config
        value="choices $commands ${!aliases[*]}"
    else
        value=${places[place]:-$more}
    fi
    _pinads_complete $value
}

complete -F _pinads pinads

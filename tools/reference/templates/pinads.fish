# Completion of pinads for fish. Made by "python -m tools.reference" from the command tree; do not edit.
#
# Nothing is started at TAB. Commands, options and choices stand here; profiles are read from config.toml, ids and names from
# the small files that pinads leaves below its data directory.

# After the command $argv[1]: its commands, its options, the values of its arguments, and of those beyond them.
function __pinads_at
    set -l shared \
@shared@
    set -g __pinads_commands
    set -g __pinads_options
    set -g __pinads_places
    set -g __pinads_more
    switch "$argv[1]"
@at@
    end
end

# The value of the option $argv[2] of the command $argv[1]; false where it has none.
function __pinads_value
    switch "$argv[1] $argv[2]"
@values@
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

# Completion of pinads for bash 4.3 or newer. Made by "python -m tools.reference" from the command tree; do not edit.
#
# Nothing is started at TAB. Commands, options and choices stand here; profiles are read from config.toml, ids and names from
# the small files that pinads leaves below its data directory.

# After the command $1: its commands, its options, the values of its arguments, and of those beyond them.
_pinads_at() {
    local shared='@shared@'
    commands= options= places=() more=
    case $1 in
@at@
    esac
}

# The value of the option $2 of the command $1; false where it has none.
_pinads_value() {
    case "$1 $2" in
@values@
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

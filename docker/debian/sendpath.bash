# Completion for bash.
_sendpath() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' each
    case $before in
        --config | --store) mapfile -t COMPREPLY < <(compgen -f -- "$word") && return ;;
        --role) mapfile -t COMPREPLY < <(compgen -W 'admin viewer' -- "$word") && return ;;
        --scope) mapfile -t COMPREPLY < <(compgen -W 'read ingest admin' -- "$word") && return ;;
    esac
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $each == -* ]] || { command=$each && break; }
    done
    # What --help lists: subcommands begin a line after two spaces, options after two with a dash.
    local help words
    help=$("${COMP_WORDS[0]}" ${command:+"$command"} --help 2>/dev/null)
    words=$(sed -nE '/^(Options|Subcommands):/,/^Exit codes:/s/^  ([a-z]+|(-h,)?--[a-z-]+).*/\1/p' <<<"$help" |
        sed 's/^-h,//')
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    [[ $command == @(import|decode) && $word != -* ]] && mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -o filenames -F _sendpath sendpath

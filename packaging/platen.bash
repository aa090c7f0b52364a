# bash's completion for platen.
_platen() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options value
	local ending=md said='--diagnostics= --color= --quiet --verbose --help'
	local every='--style= --root= --memory= --diagnostics= --color= --quiet --verbose --help'
	local both="$every --edition= --locked --strict --draft --report= --werror --werror= --dump= --trace= --time --jobs="
	local taste='loose tight overfull cut-word ladder page-hyphen runt stack river widow orphan
		stranded-heading short-page chapter-end uneven-foot off-grid coarse-image far-float'

	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		COMPREPLY=($(compgen -W 'build check fonts new verify extract rebuild preflight --help --version' -- "$word"))
		return
	fi
	# bash parts --option=value in three words
	if [[ $word == '=' ]]; then
		value='' options=$before
	elif [[ $before == '=' ]]; then
		value=$word options=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $before == -o || $before == -j ]]; then
		value=$word options=$before
	fi
	case ${options-} in
	--edition) options='archive archive2 print cover all' ;;
	--diagnostics) options='text json github' ;;
	--dump) options='document lines pages' ;;
	--trace) options='linebreak pagebreak linebreak,pagebreak' ;;
	--color) options='auto always never' ;;
	--werror) options=$taste ;;
	--profile) options='x4 gwg a ua' ;;
	--jobs | -j) options='1 2 4 8' ;;
	-?*)
		compopt -o filenames 2>/dev/null
		COMPREPLY=($(compgen -f -- "$value"))
		return
		;;
	*)
		if [[ $word != -* ]]; then
			compopt -o filenames 2>/dev/null
			case ${COMP_WORDS[1]} in verify | extract | rebuild | preflight) ending=pdf ;; esac
			COMPREPLY=($(compgen -f -X "!*.$ending" -- "$word") $(compgen -d -- "$word"))
			return
		fi
		case ${COMP_WORDS[1]} in
		build) options="$both --output= --deps= --proof --preflight" ;;
		check) options=$both ;;
		fonts) options="$every --lock --lock=" ;;
		new) options="$said --from= --output=" ;;
		verify | extract) options="$said --memory=" ;;
		preflight) options="$said --profile= --ink-limit= --report= --proof --output= --werror --memory=" ;;
		rebuild) options="$said --memory= --output= --jobs=" ;;
		esac
		value=$word
		;;
	esac
	COMPREPLY=($(compgen -W "$options" -- "$value"))
	[[ ${COMPREPLY-} != *= ]] || compopt -o nospace 2>/dev/null
}
complete -F _platen platen

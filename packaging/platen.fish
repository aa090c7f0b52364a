# fish's completion for platen.
complete -c platen -f
complete -c platen -n __fish_use_subcommand -a build -d 'Set it and write PDF'
complete -c platen -n __fish_use_subcommand -a check -d 'Give every diagnostic, write nothing'
complete -c platen -n __fish_use_subcommand -a fonts -d 'Which faces a build uses'
complete -c platen -n __fish_use_subcommand -a verify -d 'What a PDF is'
complete -c platen -n __fish_use_subcommand -a extract -d 'Unpack the sources of a PDF'
complete -c platen -n __fish_use_subcommand -a rebuild -d 'Build a PDF again from them'
complete -c platen -n __fish_use_subcommand -l version -d 'The version'

set -l any '__fish_seen_subcommand_from build check fonts'
set -l pdfs '__fish_seen_subcommand_from verify extract rebuild'
set -l rebuild '__fish_seen_subcommand_from rebuild'
set -l all '__fish_seen_subcommand_from build check fonts verify extract rebuild'
set -l both '__fish_seen_subcommand_from build check'
set -l build '__fish_seen_subcommand_from build'
set -l fonts '__fish_seen_subcommand_from fonts'

complete -c platen -n $any -k -a '(__fish_complete_suffix .md)'
complete -c platen -n $pdfs -k -a '(__fish_complete_suffix .pdf)'
complete -c platen -n $rebuild -s o -l output -r -F -d 'Where to keep the new one'
complete -c platen -n $rebuild -s j -l jobs -x -a '1 2 4 8' -d 'Threads'
complete -c platen -n $any -l style -r -k -a '(__fish_complete_suffix .yaml)' -d 'The style sheet'
complete -c platen -n $any -l root -x -a '(__fish_complete_directories)' -d 'The publication\'s folder'
complete -c platen -n $all -l diagnostics -x -a 'text json github' -d 'How messages are written'
complete -c platen -n $all -l color -x -a 'auto always never' -d 'When messages have colours'
complete -c platen -n $all -s q -l quiet -d 'Errors alone'
complete -c platen -n $all -s v -l verbose -d 'Name what was written'
complete -c platen -s h -l help -d 'The options'

complete -c platen -n $both -l edition -x -a 'archive archive2 print all' -d 'Which PDF'
complete -c platen -n $both -l locked -d 'Refuse faces that fonts.lock does not name'
complete -c platen -n $both -l report -r -F -d 'Write how good lines and pages are'
complete -c platen -n $both -l werror -d 'Take warnings for errors' \
    -a 'loose tight overfull cut-word ladder page-hyphen runt stack river widow orphan \
    stranded-heading short-page chapter-end uneven-foot off-grid coarse-image far-float'
complete -c platen -n $both -l dump -x -a 'document lines pages' -d 'Print a stage'
complete -c platen -n $both -l trace -x -a 'linebreak pagebreak linebreak,pagebreak' \
    -d 'Print what was considered'
complete -c platen -n $any -l memory -x -a '500M 2G 8G' -d 'The most memory to use'
complete -c platen -n $both -l time -d 'Print what each stage took'
complete -c platen -n $both -s j -l jobs -x -a '1 2 4 8' -d 'Threads'

complete -c platen -n $build -s o -l output -r -F -d 'Where to write'
complete -c platen -n $build -l deps -r -F -d 'Write a Make rule of the inputs'
complete -c platen -n $build -l proof -d 'Write the pages with their decisions'
complete -c platen -n $fonts -l lock -d 'Write the faces to a lock'

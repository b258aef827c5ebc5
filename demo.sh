#!/bin/sh
# The whole way of a production, from screenplay to call sheets: demo.sh CUPOLA PRODUCTION
set -eu
cupola=$1
production=$2

step() {
	printf '\n\033[1m%s\033[0m\n' "$*"
	"$@"
}
[ -z "${NO_COLOR:-}" ] && [ -t 1 ] || step() { printf '\n$ %s\n' "$*"; "$@"; }

step "$cupola" breakdown "$production" --dry-run
step "$cupola" check "$production"
step "$cupola" light "$production"
step "$cupola" plan "$production"
step "$cupola" verify "$production"
step "$cupola" explain "$production"
step "$cupola" paper "$production"

printf '\nWhere to look:\n'
printf '  the stripboard        %s/paper/stripboard.pdf\n' "$production"
printf '  a day'"'"'s call sheet    %s/paper/call-sheet-2021-10-09.pdf\n' "$production"
printf '  all paper, as pages   %s/paper/index.html\n' "$production"
printf '  the plan, as text     %s/plan/plan.yaml\n' "$production"

# Sourced by scripts/run and scripts/test: how a build folder comes to be.
# shellcheck shell=bash

# A child in the background and a wait: a signal is answered at once and leaves no process behind.
child=''
stop() {
  trap - INT TERM HUP
  [ -n "$child" ] && kill -TERM "$child" 2>/dev/null && wait "$child"
  exit 143
}
trap stop INT TERM HUP

quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null &
  child=$!
  wait "$child"
  local status=$?
  child=''
  return "$status"
}

# Every name that the build finds by itself: rows of tables, patterns.
found_files() {
  find . -path ./build -prune -o \( -name '*.c' -o -name meson.build -o -name '*.in' \) -print | sort
  cat meson_options.txt
}

# configure FOLDER OPTION...: afresh if the options differ, again if the files do.
configure() {
  local folder=$1 options files
  shift
  options=$(printf '%s\n' "${CC:-cc}" "$@")
  files=$(found_files | cksum)
  mkdir -p build

  if [ "$(cat "$folder/jig-options" 2>/dev/null)" != "$options" ]; then
    rm -rf "$folder"
    quietly "$folder.log" meson setup --fatal-meson-warnings "$folder" "$@" || return
    printf '%s\n' "$options" >"$folder/jig-options"
  elif [ "$(cat "$folder/jig-files" 2>/dev/null)" != "$files" ]; then
    quietly "$folder.log" meson setup --reconfigure "$folder" || return
  fi
  printf '%s\n' "$files" >"$folder/jig-files"
}

# build FOLDER OPTION...: configures and compiles; the end of what went wrong is printed.
build() {
  local folder=$1
  if ! configure "$@" || ! quietly "$folder.log" ninja -C "$folder"; then
    echo "The build in $folder failed; the end of $folder.log:"
    tail -n 40 "$folder.log"
    return 1
  fi
}

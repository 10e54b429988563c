#!/usr/bin/env python3
"""The program itself: what it links, how fast it starts, its help."""
import json
import os
import re
import shutil
import time

from tap import Skip, jig, main, run, test

# Cairo brings libX11 on Debian; it opens no display.
WINDOW_LIBRARIES = r'libgtk|libgdk|libadwaita|libwayland'


def width(text):
    return sum(2 if '\u1100' <= letter else 1 for letter in text)


@test
def links_no_window_library(folder):
    if shutil.which('ldd') is None:
        raise Skip('no ldd')
    linked = run(['ldd', os.environ['JIG']]).check().out
    assert 'libglib' in linked and not re.search(WINDOW_LIBRARIES, linked), linked


@test
def version_comes_at_once(folder):
    best = min(_time('--version') for _ in range(5))
    print(f'# jig --version: {1000 * best:.1f} ms')
    assert best < 0.1


def _time(*words):
    began = time.monotonic()
    jig(*words).check()
    return time.monotonic() - began


@test
def every_verb_has_help(folder):
    verbs = re.findall(r'^  ([a-z]+) ', jig('--help').check().out, re.M)
    assert {'compare', 'data', 'export', 'patterns', 'replay', 'run', 'score', 'train'} <= set(verbs)
    for verb in verbs:
        for language in ('en', 'ko'):
            text = jig(verb, '--help', '--lang', language).check().out
            assert '--json' in text
            for line in text.splitlines():
                assert width(line) <= 80, line


@test
def unknown_words_are_named(folder):
    assert 'fly' in jig('fly').check(2).err
    assert 'did you mean --json' in jig('patterns', '--jsno').check(2).err
    jig('patterns', '--seed', '-1').check(2)
    jig('patterns', '--progress', 'fly').check(2)


@test
def a_trace_has_a_line_for_the_command(folder):
    jig('patterns', JIG_TRACE=folder / 'trace').check()
    jig('fly', JIG_TRACE=folder / 'trace').check(2)
    lines = [json.loads(line) for line in (folder / 'trace').read_text().splitlines()]
    assert [line['action'] for line in lines] == ['patterns', 'run', 'run'], lines
    assert lines[0]['outcome'] == 'done' and 0 < lines[0]['duration_ms'] < 10000, lines
    assert lines[0]['peak_memory'] > 2 ** 20 and 'stall_ms' not in lines[0], lines

    outcome = jig('patterns', '--fly', JIG_TRACE=1).check(2)
    assert '{"what":"action","action":"run"' in outcome.err, outcome
    assert '{' not in jig('patterns').check().err
    assert '/nowhere' in jig('patterns', JIG_TRACE='/nowhere/trace').check(73).err


main()

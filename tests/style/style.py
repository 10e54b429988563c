#!/usr/bin/env python3
"""The part of the style that a machine can check. Usage: style.py ROOT [FOLDER...]"""
import pathlib
import re
import sys

MAX_COLUMNS = 100
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 80
# Of all functions of core, patterns and app together, once there are enough to speak of.
MEDIAN_FUNCTION_LINES = 15
P90_FUNCTION_LINES = 40
ENOUGH_FUNCTIONS = 200

PARAMETER = re.compile(r'^(.*?)(\**)([A-Za-z_]\w*)(\[[^\]]*\])*$')

# (what, where, where it is allowed all the same, why)
FORBIDDEN = [
    (r'\b(abort|exit|_exit|g_error|assert) \(', ('core', 'patterns'), (),
     'never ends the program'),
    (r'\bg_(try_)?(malloc|malloc0|realloc) \([^;]*?\*[^;]*?\);', ('core', 'patterns'), (),
     'jig_alloc() checks the product'),
    (r'\bg_(try_)?(new|new0|renew|malloc_n|malloc0_n|realloc_n) \([^;]*?[\w)\]] \* [^;]*?\);',
     ('core', 'patterns'), (), 'jig_alloc() checks the product'),
    (r'(?<![\w.>])(malloc|calloc|realloc|free|posix_memalign|aligned_alloc) \(',
     ('core', 'patterns', 'app'), ('core/base/alloc.c',), 'jig_alloc(), or g_new() of a fixed size'),
    (r'\b(strtod|strtof|atof|atoi|sscanf|setlocale) \(', ('core', 'patterns', 'app'),
     ('app/main.c', 'app/cli/main.c', 'app/cli/cli.c'), 'core/base/number knows no locale'),
    (r'\b(rand|srand|random|drand48|g_random_\w+) \(', ('core', 'patterns', 'app'), (),
     'core/base/random is repeatable'),
    (r'\b(g_get_real_time|g_get_monotonic_time|g_date_time_new_now_\w+|time|clock_gettime) \(',
     ('core', 'patterns'), ('core/base/clock.c',), 'core/base/clock is the only clock'),
    (r'\b(fopen|g_fopen|g_open|g_file_get_contents|g_file_set_contents\w*) \(',
     ('core', 'patterns'), ('core/base/vfs.c', 'core/base/cpu.c'),
     'every file operation goes through core/base/vfs'),
    (r'\b(g_(thread|mutex|rec_mutex|cond|rw_lock)_\w+ \(|G(Mutex|RecMutex|Thread|Cond)\b)',
     ('core', 'patterns'), (), 'core/base/parallel has the threads'),
    (r'\b_\([^;]*?\bG_\w+_FORMAT\b', ('core', 'patterns', 'app'), (),
     'a text ends there for its translators: %zu, PRIu64'),
    (r'\b(TODO|FIXME|XXX)\b', ('core', 'patterns', 'app', 'tests'), (),
     'what is not finished is absent'),
]


def parameters(text):
    """Yields (line, columns of the parameter names) for each definition and prototype."""
    for match in re.finditer(r'^(?:[A-Za-z_][\w \*]*?[ \*])?([a-z]\w*) +\(([^(){};]*)\)(?=[^;{]*[;{])',
                             text, re.M):
        if '\n' not in match[2]:
            continue
        line = text.count('\n', 0, match.start(2)) + 1
        start = match.start(2) - (text.rfind('\n', 0, match.start(2)) + 1)
        columns = []
        for n, parameter in enumerate(match[2].split('\n')):
            body = parameter.rstrip().rstrip(',')
            found = PARAMETER.match(body)
            if found is None:
                columns = None
                break
            columns.append(found.start(3) + (start if n == 0 else 0))
        if columns is not None:
            yield line, columns


def functions(text):
    """Yields (line of the opening brace, lines of the body) for each definition."""
    begin = None
    for n, line in enumerate(text.split('\n'), 1):
        if line == '{':
            begin = n
        elif re.match(r'\}.', line):
            begin = None
        elif line == '}' and begin is not None:
            yield begin, n - begin
            begin = None


def without_comments(text):
    """The same text with comments and strings blanked, so that words in them do not count."""
    def blank(match):
        return re.sub(r'[^\n]', ' ', match[0])
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)


def forbidden(path, text):
    code = without_comments(text)
    for pattern, folders, allowed, why in FORBIDDEN:
        if path.split('/')[0] not in folders or path in allowed:
            continue
        for match in re.finditer(pattern, text if 'TODO' in pattern else code):
            yield code.count('\n', 0, match.start()) + 1, f'"{match[0].split("(")[0].strip()}": {why}'


def check_line(line):
    if '\t' in line:
        yield 'tab'
    if line != line.rstrip():
        yield 'trailing space'
    # What a prototype says after its last name may stand beyond the edge: nobody reads it there.
    if len(re.sub(r' G_GNUC_\w+( \([^)]*\))?;$', ';', line)) > MAX_COLUMNS:
        yield f'longer than {MAX_COLUMNS} columns'
    if re.match(r'\s*(if|else|for|while|switch|do)\b.*\{$', line):
        yield 'brace belongs on its own line'
    if re.match(r'\s*//', line):
        yield '// comment'


def check(path, text):
    lines = text.split('\n')
    for n, line in enumerate(lines, 1):
        for what in check_line(line):
            yield n, what
    if len(lines) - 1 > MAX_FILE_LINES:
        yield len(lines), f'file longer than {MAX_FILE_LINES} lines'
    for n, columns in parameters(text):
        if len(set(columns)) > 1:
            yield n, 'parameter names do not line up'
    for n, length in functions(text):
        if length > MAX_FUNCTION_LINES:
            yield n, f'function longer than {MAX_FUNCTION_LINES} lines'
    yield from forbidden(path, text)


def check_lengths(lengths):
    if len(lengths) < ENOUGH_FUNCTIONS:
        return
    lengths.sort()
    median = lengths[len(lengths) // 2]
    p90 = lengths[len(lengths) * 9 // 10]
    if median > MEDIAN_FUNCTION_LINES or p90 > P90_FUNCTION_LINES:
        yield f'{len(lengths)} functions: median {median}, 90 % within {p90} lines'


def check_suppressions(path, text):
    """A suppression names a library that is not ours."""
    for n, line in enumerate(text.split('\n'), 1):
        if line and not line.startswith('#') and not re.fullmatch(r'\w+:lib(?!jig)[\w.-]+', line):
            yield n, 'a suppression names a library of somebody else'


def main():
    root = pathlib.Path(sys.argv[1])
    findings = []
    lengths = []
    for folder in sys.argv[2:] or ['core', 'patterns', 'app', 'tests']:
        for file in sorted((root / folder).rglob('*.[ch]')):
            path = file.relative_to(root).as_posix()
            text = file.read_text()
            findings += [f'{path}:{n}: {what}' for n, what in check(path, text)]
            if folder != 'tests':
                lengths += [length for _, length in functions(text)]
    for file in sorted((root / 'tests').rglob('*.supp')):
        path = file.relative_to(root).as_posix()
        findings += [f'{path}:{n}: {what}' for n, what in check_suppressions(path, file.read_text())]
    findings += check_lengths(lengths)
    print('\n'.join(findings))
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Whole command lines of `jig score`."""
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time

from tap import jig, main, run, test

TRAIN = """odor_none,club_root,rooted,green_spores,poisonous,rows
0,0,0,0,0,74
0,0,0,0,1,3016
0,0,1,0,0,158
0,1,0,0,0,418
0,1,0,0,1,32
1,0,0,0,0,2723
1,0,0,0,1,34
1,0,0,1,1,53
1,1,0,0,1,5
"""
ROWS = 'odor_none,club_root,rooted,green_spores\n0,0,0,0\n1,0,0,0\n0,0,1,0\n1,0,0,1\n'


def train(folder):
    (folder / 'train.csv').write_text(TRAIN)
    jig('train', '--csv', 'train.csv', '--label', 'poisonous', '--weight', 'rows', '--split',
        'none', '--set', 'trees=2', '--set', 'depth=2', '--set', 'rate=1',
        '--set', 'base_score=0.5', '-o', 'm.jig').check()


def train_towns(folder):
    towns = ''.join(f'{"서울" if i % 2 else "부산"},{i % 2}\n' for i in range(40))
    (folder / 'towns.csv').write_text('town,cost\n' + towns)
    jig('train', '--csv', 'towns.csv', '--label', 'cost', '--task', 'regression', '--model',
        'linear', '--split', 'none', '-o', 't.jig').check()


def scores(*words, **more):
    return list(csv.DictReader(io.StringIO(jig('score', *words, **more).check().out)))


def most_memory(*words):
    """The most memory that a whole run had, in KiB."""
    script = ('import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); '
              'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
    return int(run([sys.executable, '-c', script, os.environ['JIG'], *words]).check().out)


@test
def documented_example(folder):
    train(folder)
    rows = scores('--model', 'm.jig', stdin=ROWS)
    assert [row['row'] for row in rows] == ['1', '2', '3', '4']
    for row, wanted in zip(rows, (.923924, .051699, .010728, .709121)):
        assert abs(float(row['prediction']) - wanted) < 1e-6, row
    for row, wanted in zip(scores('--model', 'm.jig', '--output', 'margin', stdin=ROWS),
                           (2.496895, -2.909239, -4.524069, .891119)):
        assert abs(float(row['margin']) - wanted) < 1e-6, row
    classes = scores('--model', 'm.jig', '--output', 'class', stdin=ROWS)
    assert [row['class'] for row in classes] == ['1', '0', '0', '1']
    assert abs(float(classes[0]['p_0']) + float(classes[0]['p_1']) - 1) < 1e-12


@test
def leaves(folder):
    train(folder)
    rows = scores('--model', 'm.jig', '--output', 'leaf', stdin=ROWS)
    assert list(rows[0]) == ['row', 'leaf_1', 'leaf_2'], rows[0]
    margins = scores('--model', 'm.jig', '--output', 'margin', stdin=ROWS)
    for row in rows:
        assert all(row[name].isdigit() for name in ('leaf_1', 'leaf_2')), row
    assert len({(row['leaf_1'], row['leaf_2']) for row in rows}) == len(
        {row['margin'] for row in margins}), (rows, margins)
    train_towns(folder)
    answer = jig('score', '--model', 't.jig', '--output', 'leaf', stdin='town\n서울\n')
    assert 'linear' in answer.check(2).err


@test
def keys_and_passed_columns(folder):
    train(folder)
    text = 'name,odor_none,club_root,rooted,green_spores\na,0,0,0,0\na,1,0,0,0\n'
    rows = scores('--model', 'm.jig', '--key', 'name', '--pass', 'rooted', stdin=text)
    assert list(rows[0]) == ['name', 'rooted', 'prediction']
    told = json.loads(jig('score', '--model', 'm.jig', '--key', 'name', '-o', 'out.csv', '--json',
                          stdin=text).check().out)
    assert (told['rows_in'], told['rows_out'], told['duplicate_keys']) == (2, 2, 1)


@test
def threads_change_no_byte(folder):
    train(folder)
    texts = {jig('score', '--model', 'm.jig', stdin=ROWS, JIG_THREADS=threads).check().raw
             for threads in '127'}
    assert len(texts) == 1


@test
def poison_rows_are_rejected(folder):
    train(folder)
    text = ROWS + '1,0\n' + ROWS.split('\n', 1)[1] * 10
    told = json.loads(jig('score', '--model', 'm.jig', '-o', 'out.csv', '--rejects', 'bad.csv',
                          '--json', stdin=text).check().out)
    assert (told['rows_in'], told['rows_out'], told['rejected']) == (45, 44, 1), told
    assert (folder / 'bad.csv').read_text().splitlines()[1].startswith('5,6,')
    rows = [line.split(',')[0] for line in (folder / 'out.csv').read_text().splitlines()[1:]]
    assert rows == [str(row) for row in range(1, 46) if row != 5], rows


@test
def cells_of_another_type_are_rejected(folder):
    train(folder)
    text = ROWS.split('\n', 1)[0] + '\n' + '0,0,0,0\n' * 40 + '0,0,no,0\n'
    told = json.loads(jig('score', '--model', 'm.jig', '-o', 'out.csv', '--rejects', 'bad.csv',
                          '--json', stdin=text).check().out)
    assert (told['rows_out'], told['rejected']) == (40, 1), told
    bad = list(csv.DictReader(open(folder / 'bad.csv', encoding='utf-8')))
    assert (bad[0]['row'], bad[0]['kind'], bad[0]['column']) == ('41', 'type', 'rooted'), bad
    answer = jig('score', '--model', 'm.jig', stdin='\n'.join(ROWS.split('\n')[:2]) + '\na,b,c,d\n')
    assert 'odor_none' in answer.check(65).err and 'not a number' in answer.err


def is_sanitized():
    """A sanitizer keeps a shadow of the memory and does not give it back at once."""
    with open(os.environ['JIG'], 'rb') as file:
        return b'__asan_init' in file.read()


@test
def long_files_take_little_memory(folder):
    train(folder)
    with open(folder / 'long.csv', 'w', encoding='utf-8') as file:
        file.write(ROWS.split('\n', 1)[0] + ',more\n')
        for _ in range(60):
            file.write(('0,0,1,0,' + 'x' * 90 + '\n1,0,0,1,"a\nb"\n') * 10000)
    outputs = set()
    for words, more in [(['--csv', 'long.csv'], {}), (['--csv', 'long.csv', '--threads', '1'], {}),
                        ([], {'stdin': (folder / 'long.csv').read_bytes()})]:
        outputs.add(jig('score', '--model', 'm.jig', '-o', 'out.csv', *words, **more).check().raw)
        outputs.add((folder / 'out.csv').read_bytes())
    assert len(outputs) == 2
    peak = most_memory('score', '--model', 'm.jig', '--csv', 'long.csv', '-o', 'out.csv')
    print(f'# {(folder / "long.csv").stat().st_size >> 20} MiB, at most {peak >> 10} MiB in memory')
    assert is_sanitized() or peak <= 48 << 10


@test
def files_without_names(folder):
    train(folder)
    named = jig('score', '--model', 'm.jig', stdin=ROWS).check().raw
    bare = ROWS.split('\n', 1)[1]
    assert jig('score', '--model', 'm.jig', '--header', 'no', stdin=bare).check().raw == named
    assert jig('score', '--model', 'm.jig', '--skip', '2', '--comment', '#',
               stdin='a\nb\n# "\n' + ROWS).check().raw == named
    turned = '\n'.join(line[::-1] for line in bare.split('\n'))
    assert jig('score', '--model', 'm.jig', '--names', 'green_spores,rooted,club_root,odor_none',
               stdin=turned).check().raw == named


@test
def journal_and_interrupts(folder):
    train(folder)
    (folder / 'rows.csv').write_text(ROWS)
    jig('score', '--model', 'm.jig', '--csv', 'rows.csv', '--journal', 'j.jigproj', '-o',
        'out.csv').check()
    assert 'identical' in jig('replay', 'j.jigproj').check().out
    assert '--journal' in jig('score', '--model', 'm.jig', '--journal', 'j.jigproj',
                              stdin=ROWS).check(2).err
    with subprocess.Popen([os.environ['JIG'], 'score', '--model', 'm.jig', '-o', 'no.csv'],
                          cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdin.write(ROWS.encode())
        running.stdin.flush()
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        began = time.monotonic()
        assert running.wait(timeout=30) == 130
        print(f'# stopped after {time.monotonic() - began:.3f} s')
    assert not (folder / 'no.csv').exists()
    assert not [path for path in folder.iterdir() if path.name.startswith('.jig-')]


@test
def what_was_written_is_kept_if_wanted(folder):
    train(folder)
    rows = ROWS.split('\n', 1)[0] + '\n' + '0,0,0,0\n1,0,0,0\n' * 100000
    whole = jig('score', '--model', 'm.jig', stdin=rows).check().raw
    for words in ([], ['--keep-partial']):
        with subprocess.Popen([os.environ['JIG'], 'score', '--model', 'm.jig', '-o', 'part.csv',
                               *words], cwd=folder, stdin=subprocess.PIPE,
                              stderr=subprocess.PIPE) as running:
            running.stdin.write(rows.encode())
            running.stdin.flush()
            time.sleep(1)
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=30) == 130
        assert not (folder / 'part.csv').exists()
        assert (folder / 'part.csv.partial').exists() == bool(words)
    part = (folder / 'part.csv.partial').read_bytes()
    assert len(part) > 100 and part.endswith(b'\n') and whole.startswith(part)


@test
def unseen_categories(folder):
    train_towns(folder)
    text = 'town\n서울\n대구\n부산\n대구\n'
    told = json.loads(jig('score', '--model', 't.jig', '-o', 'out.csv', '--json',
                          stdin=text).check().out)
    assert told['unseen'] == {'town': 2}, told
    answer = jig('score', '--model', 't.jig', '--unseen', 'error', stdin=text).check(65)
    assert '대구' in answer.err and 'Row 2' in answer.err


@test
def slips_are_named(folder):
    train(folder)
    (folder / 'altered.jig').write_bytes((folder / 'm.jig').read_bytes().replace(b'0.5', b'0.6', 1))
    for code, says, words, text in [
            (65, 'rooted', ['--model', 'm.jig'], 'odor_none,club_root\n0,0\n'),
            (66, 'none.jig', ['--model', 'none.jig'], ROWS),
            (65, 'altered.jig', ['--model', 'altered.jig'], ROWS),
            (65, 'train.csv', ['--model', 'train.csv'], ROWS),
            (2, 'fly', ['--model', 'm.jig', '--output', 'fly'], ROWS),
            (65, 'fly', ['--model', 'm.jig', '--key', 'fly'], ROWS),
            (2, '-o', ['--model', 'm.jig', '--json'], ROWS)]:
        answer = jig('score', *words, stdin=text).check(code)
        assert says in answer.err, answer
    jig('score').check(2)


main()

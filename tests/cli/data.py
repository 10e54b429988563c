#!/usr/bin/env python3
"""Whole command lines of `jig data`. Prints TAP; JIG is the program's path."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

JIG = os.environ['JIG']
TABLE = ('번호;지역;금액;일자;이탈\n1;서울;1.234,5;2024-03-05;Y\n2;부산;980,0;2024-03-06;N\n'
         '3;서울;-;2024. 3. 7.;N\n4;대구;12,75;2024-03-08;Y\n').encode('cp949')


def jig(*words, stdin=b'', **more):
    return subprocess.run([JIG, *words], input=stdin, capture_output=True, timeout=30,
                          env={**os.environ, **more}, check=False)


def without_timing(text):
    answer = json.loads(text)
    del answer['timing']
    return json.dumps(answer)


def columns_of(folder):
    path = folder / '이탈.csv'
    path.write_bytes(TABLE)
    return json.loads(jig('data', str(path), '--json').stdout)


def test_documented_example(folder):
    answer = columns_of(folder)
    columns = {column['name']: column for column in answer['columns']}
    amount = columns['금액']
    assert answer['inputs'][0]['sha256'] == (
        '3fab78c27e3c39502cef45772a666fd6422238cde9bd35ac2b5ec2482489ab52')
    assert answer['rows'] == 4
    sheet = answer['sheet']
    assert [sheet[key] for key in ('encoding', 'delimiter', 'decimal', 'thousands', 'header')] \
        == ['CP949', ';', ',', '.', 1]
    assert (amount['type'], amount['missing'], amount['distinct']) == ('number', 1, 3)
    assert abs(amount['mean'] / 742.4166666666666 - 1) < 1e-12
    assert abs(amount['sd'] / 644.5949471050276 - 1) < 1e-12
    assert amount['quantiles'] == {'0.25': 496.375, '0.5': 980, '0.75': 1107.25}
    assert columns['일자']['min'] == '2024-03-05' and columns['일자']['max'] == '2024-03-08'
    assert columns['이탈']['top'] == [['N', 2], ['Y', 2]]


def test_sheet_passed_back_gives_the_same_data(folder):
    answer = columns_of(folder)
    sheet = answer['sheet']
    again = jig('data', str(folder / '이탈.csv'), '--json', '--encoding', sheet['encoding'],
                '--delimiter', sheet['delimiter'], '--decimal=' + sheet['decimal'],
                '--header', 'yes', '--na', ','.join(sheet['na']))
    assert json.loads(again.stdout)['data_sha256'] == answer['data_sha256']


def test_sheet_options(folder):
    path = folder / 'odd.csv'
    path.write_text("made by hand\n\nn;code;note\n% none of this; \n1.000;007;'a;b'\n5;8;-9\n")
    told = json.loads(jig('data', str(path), '--header', '3', '--comment=%', "--quote='",
                          '--decimal=,', '--type', 'code=number', '--type', 'note=text',
                          '--na', '?,X', '--na', 'note=-9', '--json').stdout)
    columns = {column['name']: column for column in told['columns']}
    assert (told['rows'], columns['n']['max'], columns['code']['max']) == (2, 1000, 8), told
    assert (columns['note']['type'], columns['note']['missing']) == ('text', 1), told
    sheet = told['sheet']
    assert (sheet['skip'], sheet['comment'], sheet['quote'], sheet['newline']) == (2, '%', "'", 'lf')
    again = jig('data', str(path), '--skip', str(sheet['skip']), '--header', 'yes',
                '--comment=' + sheet['comment'], '--quote=' + sheet['quote'], '--decimal=,',
                '--thousands=' + sheet['thousands'], '--delimiter=' + sheet['delimiter'],
                '--type', 'code=number,note=text', '--na', ','.join(sheet['na']),
                '--na', 'note=-9', '--json')
    assert json.loads(again.stdout)['data_sha256'] == told['data_sha256']
    none = jig('data', str(path), '--header', '3', '--comment=%', "--quote='", '--thousands', 'none',
               '--decimal=,', '--json')
    assert json.loads(none.stdout)['columns'][0]['type'] == 'category'
    for words in (['--header', '0'], ['--header', '3', '--skip', '1'], ['--quote', 'ab'],
                  ['--type', 'n'], ['--names', 'a,b,c', '--header', 'yes'], ['--comment', ';;']):
        assert jig('data', str(path), *words).returncode == 2, words


def test_head(folder):
    columns_of(folder)
    told = json.loads(jig('data', str(folder / '이탈.csv'), '--head', '3', '--json').stdout)
    assert told['head'][1:] == [[2, '부산', 980, '2024-03-06', 'N'], [3, '서울', None, '2024-03-07', 'N']]
    lines = jig('data', str(folder / '이탈.csv'), '--head', '99').stdout.decode().splitlines()
    assert lines[-5:] == ['번호,지역,금액,일자,이탈', '1,서울,1234.5,2024-03-05,Y',
                          '2,부산,980,2024-03-06,N', '3,서울,,2024-03-07,N',
                          '4,대구,12.75,2024-03-08,Y'], lines
    assert jig('data', str(folder / '이탈.csv'), '--head', 'x').returncode == 2


def test_standard_input_is_a_file_too(folder):
    answer = columns_of(folder)
    piped = json.loads(jig('data', '-', '--json', stdin=TABLE).stdout)
    assert piped['data_sha256'] == answer['data_sha256']


def test_threads_change_nothing(folder):
    columns_of(folder)
    answers = {without_timing(jig('data', str(folder / '이탈.csv'), '--json',
                                  JIG_THREADS=threads).stdout) for threads in '127'}
    assert len(answers) == 1


def test_exit_codes(folder):
    (folder / 'ragged.csv').write_text('a,b\n1\n2\n')
    (folder / 'empty.csv').write_text('')
    (folder / 'header.csv').write_text('a,b\n')
    (folder / 'wide.csv').write_text(',' * 19999 + '\n')
    (folder / 'binary.csv').write_bytes(b'PK\x03\x04' + bytes(100))
    (folder / 'good.csv').write_text('a,b\n1,2\n')
    good = str(folder / 'good.csv')
    for words, status in [(['data', str(folder / 'missing.csv')], 66),
                          (['data', str(folder)], 66),
                          (['data', str(folder / 'ragged.csv')], 65),
                          (['data', str(folder / 'empty.csv')], 65),
                          (['data', str(folder / 'header.csv')], 65),
                          (['data', str(folder / 'wide.csv')], 65),
                          (['data', str(folder / 'binary.csv')], 65),
                          (['data', good, '--rejects', str(folder / 'no' / 'where.csv')], 73),
                          (['data', good, '--delimiter', 'ab'], 2),
                          (['data', good, '--threads', 'many'], 2),
                          (['data', good, '--headr', 'no'], 2),
                          (['data', good, good], 2), (['data'], 2), (['dta'], 2),
                          (['data', good], 0), (['--version'], 0), (['--help'], 0), ([], 0),
                          (['data', '--help'], 0)]:
        result = jig(*words)
        assert result.returncode == status, (words, result)
        if status != 0:
            assert result.stderr.startswith(b'jig: ') and not result.stdout, (words, result)


def test_errors_as_json(folder):
    path = folder / 'ragged.csv'
    path.write_text('a,b\n1\n2\n')
    result = jig('data', str(path), '--json')
    error = json.loads(result.stdout)['error']
    assert result.returncode == error['code'] == 65
    assert error['file'] == str(path) and error['line'] == 2 and error['byte'] == 4
    assert error['id'] == 'csv.rows'
    assert 'did you mean --decimal?' in jig('data', 'x', '--decimel', ',').stderr.decode()


def test_rejects(folder):
    path = folder / 'some.csv'
    rejects = folder / 'rejects.csv'
    path.write_text('a,b\n' + '1,2\n' * 50 + '3\n')
    result = jig('data', str(path), '--rejects', str(rejects), '--json')
    assert json.loads(result.stdout)['bad_rows']['kinds'] == {'ragged': 1}
    assert rejects.read_text().splitlines()[1].startswith('51,52,204,ragged,,')
    assert jig('data', str(path), '--bad-rows', 'stop').returncode == 65
    assert jig('data', str(path), '--max-bad-rate', '0').returncode == 65


def test_locale_changes_nothing(folder):
    columns_of(folder)
    answers = {without_timing(jig('data', str(folder / '이탈.csv'), '--json',
                                  LC_ALL=locale).stdout) for locale in ('C', 'C.UTF-8', 'de_DE')}
    assert len(answers) == 1


def test_interrupt_ends_with_130(folder):
    path = folder / 'long.csv'
    path.write_text('a,b,c\n' + '1.5,2.5,x\n' * 3000000)
    with subprocess.Popen([JIG, 'data', str(path)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as running:
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, talk = running.communicate(timeout=30)
        assert running.returncode == 130, (running.returncode, talk)
        print(f'# stopped after {time.monotonic() - began:.3f} s')


def test_terminal_is_safe(folder):
    path = folder / 'evil.csv'
    path.write_bytes(b'a\x1b[31m,b\n1,2\n')
    assert b'\x1b' not in jig('data', str(path)).stdout


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith('test_')]
    failed = 0
    print(f'1..{len(tests)}')
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f'ok {number} - {name[5:]}', flush=True)
            except Exception as error:  # a test that breaks is a test that fails
                failed += 1
                print(f'# {type(error).__name__}: {error}')
                print(f'not ok {number} - {name[5:]}', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

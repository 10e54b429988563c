#!/usr/bin/env python3
"""Files that are not quite tables: each gives a table with its bad rows counted, or a sentence
that names the file, and never takes long."""
import json
import os
import struct
import time
import zlib

from tap import jig, main, test

ROWS = 'a,b,c\n' + ''.join(f'{i},{i * 2},x{i}\n' for i in range(200))
PLAIN = ROWS.encode()
UNITS = (b'\0', b'\x01', b'\x1b[31m', b'\xff', b'\xfe\xff', b'\xc3', b'\xed\xa0\x80', b'\x7f')


def zip_of(data):
    name = b't.csv'
    head = struct.pack('<IHHHHHIIIHH', 0x04034b50, 20, 0, 0, 0, 0, zlib.crc32(data), len(data),
                       len(data), len(name), 0)
    return head + name + data


# Refused: what it is -> bytes. The sentence names the file.
REFUSED = {
    'nothing': b'',
    'one line feed': b'\n',
    'blank lines': b'\n\n\n\n',
    'only spaces': b'   \n  \n',
    'header only': b'a,b,c\n',
    'header without an end': b'a,b,c',
    'byte order mark only': b'\xef\xbb\xbf',
    'byte order mark and header': b'\xef\xbb\xbfa,b\n',
    'UTF-16 mark only': b'\xff\xfe',
    'spreadsheet': zip_of(PLAIN),
    'old spreadsheet': b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(512),
    'gzip': b'\x1f\x8b\x08\0\0\0\0\0\0\x03' + zlib.compress(PLAIN),
    'PNG': b'\x89PNG\r\n\x1a\n' + bytes(200),
    'JPEG': b'\xff\xd8\xff\xe0' + bytes(range(256)) * 4,
    'PDF': b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n' + bytes(300),
    'program': b'\x7fELF\x02\x01\x01' + bytes(500),
    'all zero': bytes(4096),
    'random bytes': bytes((i * i * 7919 + i * 31) % 256 for i in range(4096)),
    'a web page': b'<!DOCTYPE html>\n<html><body><table><tr><td>1</td></tr></table></body></html>\n',
    '20,000 columns': b','.join(b'c%d' % i for i in range(20000)) + b'\n' + b'1,' * 19999 + b'1\n',
    'too ragged': b'a,b,c\n' + b'1,2\n' * 100 + b'1,2,3\n' * 100,
    'every row longer': b'a,b\n' + b'1,2,3,4\n' * 50,
    'rows of every length': b'a,b,c\n' + b''.join(b'1,' * (i % 9) + b'1\n' for i in range(90)),
    'open quote at the start': b'"a,b,c\n1,2,3\n' * 3,
    'name too long': b'n' * 2000 + b',b\n1,2\n',
    'cell too long': b'a,b\n1,' + b'x' * (1024 * 1024 + 8) + b'\n',
    'UTF-16 cut in a unit': b'\xff\xfe' + 'a,b\n1,2\n'.encode('utf-16-le') + b'\x31',
}

# Read: what it is -> bytes, rows that are left, bad rows.
READ = {
    'no line feed at the end': (PLAIN[:-1], 200, 0),
    'carriage returns': (PLAIN.replace(b'\n', b'\r\n'), 200, 0),
    'blank line in between': (PLAIN.replace(b'\n5,', b'\n\n5,'), 200, 0),
    'one short row': (PLAIN + b'1\n', 200, 1),
    'one long row': (PLAIN + b'1,2,3,4\n', 200, 1),
    'short and long rows': (PLAIN + b'1\n1,2,3,4\n1,2\n', 200, 3),
    'cut in a cell': (PLAIN + b'7,8', 200, 1),
    'cut behind a delimiter': (PLAIN + b'7,8,', 201, 0),
    'open quote in the last row': (PLAIN + b'1,2,"x\n', 200, 1),
    'quote in a cell': (PLAIN + b'1,2,x"y\n', None, None),
    'text behind a quote': (PLAIN + b'1,2,"x"y\n', None, None),
    'quotes with line feeds': (PLAIN + b'1,2,"x\ny"\n', 201, 0),
    'doubled quotes': (PLAIN + b'1,2,"x""y"\n', 201, 0),
    'names twice': (b'a,a,a\n1,2,3\n4,5,6\n', 2, 0),
    'names left out': (b'a,,\n1,2,3\n4,5,6\n', 2, 0),
    'name with a line feed': (b'"a\nb",c\n1,2\n3,4\n', 2, 0),
    'one column': (b'a\n1\n2\n3\n', 3, 0),
    'numbers that are too large': (b'a,b\n1e999,2\n-1e999,3\n', 2, 0),
    'numbers with many digits': (b'a,b\n' + b'1' * 400 + b',2\n2,3\n', 2, 0),
    'numbers with many zeros': (b'a,b\n0.' + b'0' * 400 + b'1,2\n2,3\n', 2, 0),
    'not a number': (b'a,b\nnan,2\ninf,3\n-inf,4\n', 3, 0),
    'dates that are none': (b'a,b\n2024-02-30,1\n2024-13-01,2\n0000-00-00,3\n', 3, 0),
    'dates far away': (b'a,b\n9999-12-31,1\n0001-01-01,2\n', 2, 0),
    'all cells empty': (b'a,b\n,\n,\n,\n', 3, 0),
    'only missing words': (b'a,b\nNA,null\n?,-\n', 2, 0),
    'cells of blanks': (b'a,b\n  , \n\t,  \n', 2, 0),
    'formulas': (b'a,b\n=1+1,@x\n+1,-2\n', 2, 0),
    'mixed line ends': (b'a,b\n1,2\r\n3,4\n5,6\r\n', 3, 0),
    'delimiters of two kinds': (b'a,b;c\n1,2;3\n4,5;6\n', 2, 0),
    'letters that combine': ('e\u0301,b\n1,2\n3,4\n'.encode(), 2, 0),
    'letters from right to left': ('\u202ea\u202c,b\n1,2\n3,4\n'.encode(), 2, 0),
    'byte order mark in quotes': (b'\xef\xbb\xbf"a",b\n1,2\n3,4\n', 2, 0),
}


def told(path):
    began = time.monotonic()
    answer = jig('data', path, '--json')
    assert time.monotonic() - began < 20, f'{path}: too slow'
    return answer


@test
def refused_with_a_sentence(folder):
    for name, data in REFUSED.items():
        path = folder / f'{name.replace(",", "")}.csv'
        path.write_bytes(data)
        answer = told(path)
        assert answer.code == 65, f'{name}\n{answer}'
        error = json.loads(answer.out)['error']
        assert path.name in error['message'], (name, error)
        assert error['message'].rstrip().endswith(('.', '?')), (name, error)


@test
def read_with_its_bad_rows(folder):
    for name, (data, rows, bad) in READ.items():
        path = folder / f'{name}.csv'
        path.write_bytes(data)
        answer = told(path)
        assert answer.code == 0, f'{name}\n{answer}'
        found = json.loads(answer.out)
        if rows is not None:
            assert (found['rows'], found['bad_rows']['count']) == (rows, bad), (name, found)
        for row in found['bad_rows']['rows']:
            assert row['line'] > 1 and row['reason'], (name, row)


@test
def strange_bytes_anywhere(folder):
    for unit in UNITS:
        for at in (0, 3, len(PLAIN) // 2, len(PLAIN)):
            path = folder / 'strange.csv'
            path.write_bytes(PLAIN[:at] + unit + PLAIN[at:])
            answer = told(path)
            assert answer.code in (0, 65), f'{unit} at {at}\n{answer}'
            assert '\x1b' not in answer.err


@test
def cut_at_every_byte(folder):
    whole = 'a,b,"c d"\n1,2.5,"x,""y"\n2,-3e5,"서울\nz"\n3,,NA\n'.encode()
    for at in range(len(whole)):
        (folder / 'cut.csv').write_bytes(whole[:at])
        assert told(folder / 'cut.csv').code in (0, 65), at


@test
def there_are_enough_of_them(folder):
    assert len(REFUSED) + len(READ) >= 59
    print(f'# {len(REFUSED)} refused, {len(READ)} read, {len(UNITS) * 4} strange')


@test
def unreadable_files(folder):
    (folder / 'folder.csv').mkdir()
    jig('data', 'folder.csv').check(66)
    jig('data', 'none.csv').check(66)
    (folder / 'locked.csv').write_bytes(PLAIN)
    (folder / 'locked.csv').chmod(0)
    if os.geteuid() != 0:
        assert 'locked.csv' in jig('data', 'locked.csv').check(66).err


main()

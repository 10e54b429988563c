#!/usr/bin/env python3
"""The wrapper around every test with a window: run-gui.py RUN-GUI.SH; prints TAP."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

RUN_GUI = sys.argv[1]
SAY_WHERE = 'echo "$DISPLAY $XDG_RUNTIME_DIR"; exec sleep 20'


def start(*command):
    return subprocess.Popen(['bash', RUN_GUI, *command], stdout=subprocess.PIPE, text=True,
                            stdin=subprocess.DEVNULL)


def processes_with(text):
    """Who still runs with this in its environment."""
    found = []
    for process in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            if text.encode() in (process / 'environ').read_bytes():
                found.append((process / 'cmdline').read_bytes().decode().replace('\0', ' '))
        except OSError:
            continue
    return found


def stop(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(10)


def test_status_of_the_command():
    for command, status in ((['true'], 0), (['false'], 1), (['sh', '-c', 'exit 77'], 77)):
        process = start(*command)
        assert process.wait(30) == status, f'{command}: {process.returncode}'


def test_killed_leaves_nothing():
    with tempfile.TemporaryDirectory() as folder:
        os.environ['TMPDIR'] = folder
        process = start('sh', '-c', SAY_WHERE)
        runtime = process.stdout.readline().split()[1]
        begin = time.monotonic()
        status = stop(process)
        print(f'# ended after {time.monotonic() - begin:.3f} s')
        del os.environ['TMPDIR']
        assert status == 143, status
        assert not os.listdir(folder), os.listdir(folder)
    # The message bus sees the end of its group a moment later.
    limit = time.monotonic() + 5
    while processes_with(runtime) and time.monotonic() < limit:
        time.sleep(0.02)
    assert not processes_with(runtime), processes_with(runtime)


def test_eight_at_once_get_eight_displays():
    processes = [start('sh', '-c', SAY_WHERE) for _ in range(8)]
    displays = {process.stdout.readline().split()[0] for process in processes}
    for process in processes:
        stop(process)
    assert len(displays) == 8, displays


def main():
    tests = [test_status_of_the_command, test_killed_leaves_nothing,
             test_eight_at_once_get_eight_displays]
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    for n, test in enumerate(tests, 1):
        verdict = 'ok'
        try:
            test()
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            print('\n'.join(f'# {line}' for line in str(error).splitlines()))
            verdict = 'not ok'
            failed += 1
        print(f'{verdict} {n} - {test.__name__[5:].replace("_", " ")}', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Every source in core/ has a test of the same name. Usage: covered.py ROOT"""
import pathlib
import sys


def main():
    root = pathlib.Path(sys.argv[1])
    missing = [path for path in sorted((root / 'core').rglob('*.c'))
               if not (root / 'tests' / path.relative_to(root)).exists()]
    for path in missing:
        print(f'{path.relative_to(root)}: there is no tests/{path.relative_to(root)}')
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main())

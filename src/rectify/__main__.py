"""The door for `python -m rectify`."""

from rectify.cli.app import main

if __name__ == "__main__":
    main()

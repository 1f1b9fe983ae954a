"""The message catalogues: the project's own, and the Danish that the installed packages lack (see locale/GLOSSARY.md)."""

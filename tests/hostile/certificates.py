"""Certificates made on the spot by the ``openssl`` command: a root of our own and what it signed, good and bad."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

CONFIG = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
commonName = A
[root]
basicConstraints = critical,CA:true
[leaf]
subjectAltName = {names}
"""
LOOPBACK, ELSEWHERE = "IP:127.0.0.1", "DNS:other.example"


class Authority:
    """Signs certificates; only who is given ``root`` believes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root.pem"
        (folder / "index.txt").touch()
        self._openssl("req", "-x509", "-new", *self._key("root"), "-out", str(self.root), "-days", "30", "-subj", "/CN=Root",
                      "-extensions", "root", "-config", self._config(LOOPBACK))

    def context(self, name: str, names: str, first: str = "20200101000000Z", last: str = "20990101000000Z") -> ssl.SSLContext:
        """A server's side with a certificate for these names, good between these times."""
        config, request, made = self._config(names), self.folder / f"{name}.csr", self.folder / f"{name}.pem"
        self._openssl("req", "-new", *self._key(name), "-out", str(request), "-subj", f"/CN={name}", "-config", config)
        self._openssl("ca", "-batch", "-notext", "-config", config, "-extensions", "leaf", "-cert", str(self.root), "-keyfile",
                      str(self.folder / "root.key"), "-in", str(request), "-out", str(made), "-startdate", first, "-enddate", last)
        return self._served(made, self.folder / f"{name}.key")

    def self_signed(self) -> ssl.SSLContext:
        """A certificate that nobody signed but itself."""
        made = self.folder / "self.pem"
        self._openssl("req", "-x509", "-new", *self._key("self"), "-out", str(made), "-days", "30", "-subj", "/CN=self",
                      "-extensions", "leaf", "-config", self._config(LOOPBACK))
        return self._served(made, self.folder / "self.key")

    def _key(self, name: str) -> tuple[str, ...]:
        return "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(self.folder / f"{name}.key")

    def _config(self, names: str) -> str:
        path = self.folder / "openssl.cnf"
        path.write_text(CONFIG.format(folder=self.folder, names=names), encoding="utf-8")
        return str(path)

    def _openssl(self, *arguments: str) -> None:
        done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    @staticmethod
    def _served(certificate: Path, key: Path) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context


def authority(folder: Path) -> Authority:
    """An authority, where the command is there."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command is not installed")
    return Authority(folder)

/** A self-signed certificate for localhost and 127.0.0.1, valid 2020–2120. It protects nothing: tests trust it by name. */
export const CERTIFICATE: { readonly key: string; readonly cert: string } = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyJWepgGJwJ+FBAS8
PNpBp3Bs+asTr9GJk+zmyDzQ/MKhRANCAAS+f2WKq9/c1BJerTLzVZQq9PmK7JZi
nt2enKKqclf+n3QYLc28FCogzPhRq/pP3Yix4PAPDAs+dkqVOIYZJwYf
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABL5/ZYqr39zUEl6t
MvNVlCr0+YrslmKe3Z6coqpyV/6fdBgtzbwUKiDM+FGr+k/diLHg8A8MCz52SpU4
hhknBh+jTjBMMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBRLhFC/LhkzemFNLq8BUHAvKOfx0jAKBggqhkjOPQQD
AgNIADBFAiAud0I0j/7sX0iW9jW/yCRR/XDXuosiuGudt/kEgMni8AIhAJJhABrF
3cbGJTp72a6hX/1sDk7Pj1ovb9R+m7JyPwbm
-----END CERTIFICATE-----`,
};

/** The same for the year 2020: it is over, whoever trusts it. Made by `openssl ca -selfsign -startdate … -enddate …`. */
export const EXPIRED: typeof CERTIFICATE = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtSO+yaEQmi3WHKrw
mReTkxao15O8GpcAbbhEltdA54WhRANCAAQLJduwxgwhboPfgXrfidFJIUkaKQa8
eGOcKNEYXwMpbOu5OlxMDHHejPXvUBGa7dIkbpVqezSTCx3qpaoNYrsc
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBZTCCAQugAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAls
b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQLJduwxgwhboPfgXrf
idFJIUkaKQa8eGOcKNEYXwMpbOu5OlxMDHHejPXvUBGa7dIkbpVqezSTCx3qpaoN
Yrsco04wTDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwDwYDVR0TAQH/BAUw
AwEB/zAdBgNVHQ4EFgQU2sxRVRrS7IecF5QuWpUliEPE6QowCgYIKoZIzj0EAwID
SAAwRQIhAJTqee9mJhcJuImQbcO4K9iRTCdW9ho97s22A0j7jg3MAiARGM9kbU2v
nPRyU64HTvfULbR2uFOrH6H/sHBUzkm7CQ==
-----END CERTIFICATE-----`,
};

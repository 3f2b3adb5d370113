import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

export interface KeyAndCertificate {
  readonly key: string
  readonly cert: string
}

const openssl = (options: readonly string[]) => promisify(execFile)('openssl', options)
const ellipticKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

async function inFolder<Value>(work: (file: (name: string) => string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-certificate-'))
  try {
    return await work((name) => path.join(folder, name))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A certificate for `localhost` that nobody has reason to trust, made anew. */
export async function makeUntrustedCertificate(): Promise<KeyAndCertificate> {
  return inFolder(async (file) => {
    const [key, cert] = [file('key.pem'), file('cert.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
    await openssl(['req', '-x509', ...ellipticKey, ...subject, '-keyout', key, '-out', cert])
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  })
}

/**
 * An authority that vouches for itself, as a company has one.
 *
 * @param keyId its subject key identifier, pairs of hexadecimal digits: two may claim the same one
 * @param extensions further ones, as `openssl req -addext` reads them
 */
export async function makeAuthority(
  name: string,
  keyId = 'hash',
  extensions: readonly string[] = [],
): Promise<KeyAndCertificate> {
  return inFolder(async (file) => {
    const [key, cert] = [file('key.pem'), file('cert.pem')]
    const subject = ['-subj', `/O=Acme/CN=${name}`, '-days', '30', '-addext', 'keyUsage=critical,keyCertSign']
    const claims = [`subjectKeyIdentifier=${keyId}`, ...extensions].flatMap((one) => ['-addext', one])
    await openssl(['req', '-x509', ...ellipticKey, ...subject, ...claims, '-keyout', key, '-out', cert])
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  })
}

/**
 * A certificate that an authority signs, valid for ten days; with fewer than none it is over.
 *
 * @param extensions as `openssl x509 -extfile` reads them, for example `subjectAltName=DNS:crm.example`
 */
export async function issueCertificate(
  authority: KeyAndCertificate,
  extensions: readonly string[],
  keyOptions: readonly string[] = ellipticKey,
  days = 10,
): Promise<KeyAndCertificate> {
  return inFolder(async (file) => {
    const [key, request, cert] = [file('key.pem'), file('request.pem'), file('cert.pem')]
    const [caKey, ca, extensionFile] = [file('ca-key.pem'), file('ca.pem'), file('extensions.cnf')]
    await writeFile(caKey, authority.key)
    await writeFile(ca, authority.cert)
    await writeFile(extensionFile, extensions.join('\n'))
    await openssl(['req', '-new', ...keyOptions, '-subj', '/CN=issued', '-keyout', key, '-out', request])
    const by = [
      '-CA',
      ca,
      '-CAkey',
      caKey,
      '-CAcreateserial',
      '-days',
      String(days),
      '-extfile',
      extensionFile,
    ]
    await openssl(['x509', '-req', '-in', request, ...by, '-out', cert])
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  })
}

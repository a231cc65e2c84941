import { X509Certificate } from 'node:crypto'
import { Certificate } from 'pkijs'
import { expect, test } from 'vitest'
import { makeCertificate } from './make-certificate.ts'

/** Each extension of a certificate: its id, whether it is critical, its bytes; ids of keys are by chance. */
function extensionsOf(pem: string) {
  const {
    extensions = [],
    version,
    signatureAlgorithm,
  } = Certificate.fromBER(new Uint8Array(new X509Certificate(pem).raw))
  return {
    version,
    signature: signatureAlgorithm.algorithmId,
    extensions: extensions.map(({ extnID, critical, extnValue }) => [
      extnID,
      critical,
      Buffer.from(extnValue.valueBlock.valueHexView)
        .toString('hex')
        .replace(/(0414|8014)[0-9a-f]{40}/, '$1 the id of a key'),
    ]),
  }
}

test('the extensions are those that were read, in RFC 5280 beside them', async () => {
  const made = await makeCertificate(['localhost', '127.0.0.1'], 0)
  expect({ leaf: extensionsOf(made.cert), authority: extensionsOf(made.ca) }).toMatchInlineSnapshot(`
    {
      "authority": {
        "extensions": [
          [
            "2.5.29.19",
            true,
            "30060101ff020100",
          ],
          [
            "2.5.29.15",
            true,
            "03020106",
          ],
          [
            "2.5.29.14",
            false,
            "0414 the id of a key",
          ],
        ],
        "signature": "1.2.840.10045.4.3.2",
        "version": 2,
      },
      "leaf": {
        "extensions": [
          [
            "2.5.29.19",
            true,
            "3000",
          ],
          [
            "2.5.29.15",
            true,
            "03020780",
          ],
          [
            "2.5.29.37",
            false,
            "300a06082b06010505070301",
          ],
          [
            "2.5.29.17",
            false,
            "301182096c6f63616c686f737487047f000001",
          ],
          [
            "2.5.29.35",
            false,
            "30168014 the id of a key",
          ],
        ],
        "signature": "1.2.840.10045.4.3.2",
        "version": 2,
      },
    }
  `)
})

/** Why a certificate, a key or an authority cannot be used, in a sentence that names it and never quotes it. */
export class CertificateProblem extends Error {
  override name = 'CertificateProblem'
}

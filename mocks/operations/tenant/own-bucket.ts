import type { S3ConfigStatusResponse } from '../../../contracts/generated/types.ts'
import { invalid } from '../../core/message.ts'
import type { OwnBucket } from '../../tenant/account.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

/**
 * The mock has no bucket to try: its name says how that ends. `missing…` and `denied…` are refused at once; `revoked…` is
 * taken, and fails when it is tried.
 */
const problems = {
  missing: 'does not exist',
  denied: 'cannot be written with these credentials',
  revoked: 'no longer accepts these credentials',
} as const

const problemOf = (bucket: string): keyof typeof problems | undefined =>
  (Object.keys(problems) as (keyof typeof problems)[]).find((word) => bucket.startsWith(word)) // keys of a literal object

const errorOf = ({ name }: Pick<OwnBucket, 'name'>): string | null => {
  const problem = problemOf(name)
  return problem === undefined ? null : `The bucket ${name} ${problems[problem]}`
}

const statusBody = (bucket: OwnBucket | null): S3ConfigStatusResponse => ({
  configured: bucket !== null,
  bucket_name: bucket?.name ?? null,
  region: bucket?.region ?? null,
  configured_at: bucket ? iso(bucket.configuredMs) : null,
  is_validated: bucket?.isValidated ?? null,
  error: bucket?.isValidated === false ? errorOf(bucket) : null,
})

export const getS3Config: Handler<'getS3Config'> = ({ tenant }) => ({ body: statusBody(tenant.account.bucket) })

/** The credentials are forgotten at once: nothing here needs them. */
export const configureS3: Handler<'configureS3'> = ({ tenant, body, nowMs }) => {
  const { bucket_name: name, region } = body
  const problem = problemOf(name)
  if (problem !== undefined && problem !== 'revoked')
    return invalid('bucket_name', `Must be a bucket that can be written; ${name} ${problems[problem]}`)
  tenant.account.bucket = { name, region, configuredMs: nowMs, isValidated: null }
  return { body: statusBody(tenant.account.bucket) }
}

export const removeS3Config: Handler<'removeS3Config'> = ({ tenant: { account } }) => {
  const removed = account.bucket !== null
  account.bucket = null
  return {
    body: { removed, message: removed ? 'Files go to the default bucket again' : 'No own bucket was configured' },
  }
}

export const validateS3Config: Handler<'validateS3Config'> = ({ tenant: { account } }) => {
  const { bucket } = account
  if (!bucket) return { body: { valid: false, bucket_name: null, region: null, error: 'No own bucket is configured' } }
  const error = errorOf(bucket)
  bucket.isValidated = error === null
  return { body: { valid: error === null, bucket_name: bucket.name, region: bucket.region, error } }
}

const MB = 1_024 * 1_024
const GB = 1_024 * MB

/** What one plan allows. Sizes in bytes (1 MB is 1,048,576: the API caps a 4 GB video at 4,294,967,296), counts in pieces. */
export interface PlanLimits {
  readonly requestsPerMinute: number
  readonly concurrentUploads: number
  readonly filesPerBatch: number
  readonly imageBytes: number
  readonly documentBytes: number
  readonly videoBytes: number
  readonly videoChunkBytes: number
  readonly videoChunkRetries: number
  /** How many chunks of a video are best sent at once. */
  readonly videoParallelChunks: number
  readonly storageBytes: number
  readonly descriptionsPerMonth: number
  /** Told by the limits page; the mock refuses no upload for it. */
  readonly uploadsPerMonth: number
}

/** The plans of the API's rate-limit and upload pages. Free accounts have no API keys and therefore no row. */
export const plans = {
  starter: {
    requestsPerMinute: 30,
    concurrentUploads: 20,
    filesPerBatch: 20,
    imageBytes: 50 * MB,
    documentBytes: 50 * MB,
    videoBytes: 2 * GB,
    videoChunkBytes: 15 * MB,
    videoChunkRetries: 2,
    videoParallelChunks: 3,
    storageBytes: 25 * GB,
    descriptionsPerMonth: 300,
    uploadsPerMonth: 10_000,
  },
  professional: {
    requestsPerMinute: 100,
    concurrentUploads: 30,
    filesPerBatch: 20,
    imageBytes: 100 * MB,
    documentBytes: 50 * MB,
    videoBytes: 4 * GB,
    videoChunkBytes: 20 * MB,
    videoChunkRetries: 3,
    videoParallelChunks: 5,
    storageBytes: 100 * GB,
    descriptionsPerMonth: 2_500,
    uploadsPerMonth: 50_000,
  },
  enterprise: {
    requestsPerMinute: 500,
    concurrentUploads: 50,
    filesPerBatch: 50,
    imageBytes: 200 * MB,
    documentBytes: 50 * MB,
    videoBytes: 4 * GB,
    videoChunkBytes: 25 * MB,
    videoChunkRetries: 5,
    videoParallelChunks: 10,
    storageBytes: Number.POSITIVE_INFINITY,
    descriptionsPerMonth: 10_000,
    uploadsPerMonth: Number.POSITIVE_INFINITY,
  },
} as const satisfies Record<string, PlanLimits>

export type PlanName = keyof typeof plans

/** Limits of the streaming upload that hold for every plan. */
export const streaming = {
  fileBytes: 100 * MB,
  tenantMemoryBytes: 500 * MB,
  totalMemoryBytes: 2 * GB,
} as const

/** How long a session lasts (assumed; only that it can be extended is published). */
export const sessions = {
  /** A token holds so long, unless it is extended. */
  tokenSeconds: 1_800,
  /** A session can be extended until it is so old. */
  lifeSeconds: 86_400,
  /** The same when the user asked to be remembered. */
  rememberedSeconds: 30 * 86_400,
} as const

/** A link may be crawled again after this many seconds. */
export const recrawlSeconds = 3_600

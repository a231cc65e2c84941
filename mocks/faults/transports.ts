/** How a connection is left once a fault is over: cut, closed, open and silent for good, or as it was. */
export type Ending = 'reset' | 'closed' | 'silent' | 'kept'

/**
 * What is left of a transport fault where answers are `Response` objects: a network error, no answer ever, a body that breaks
 * off in its middle, behind its end or stands still, one that drips, or the answer as it is.
 */
export type InProcessForm =
  | 'network-error'
  | 'no-answer'
  | 'half-body-then-error'
  | 'body-then-error'
  | 'half-body-then-silence'
  | 'dripping-body'
  | 'answer'

/** One way for a connection to misbehave. What everybody needs to know of it stands here, and in one function that does it. */
export interface TransportRow {
  /** What a client of the server sees over HTTP/1.1, for the documents. */
  readonly onTheWire: string
  /** What it sees over HTTP/2, where a connection carries more than this answer. */
  readonly overHttp2: string
  /** What is left of it in process, for the documents. */
  readonly inProcess: string
  readonly form: InProcessForm
  /** Whether it is all of itself in process, too; else the journal says that it was degraded. */
  readonly isWholeInProcess: boolean
  /** Whether it begins an answer before it breaks it: the operation then runs for it, whatever `when` says. */
  readonly runsOperation: boolean
  /** Whether the client sees the head of an answer. */
  readonly sendsHead: boolean
  readonly ending: Ending
  /** How scripts of the retry bench write it; one that ends with + stands before the answer. */
  readonly notation: string
  /** The same in the words of a timeline. */
  readonly label: string
  /** Whether the retry bench may serve it through somebody's MSW set-up, where answers are whole or network errors. */
  readonly isServedBehindMsw: boolean
  /** The word by which the body of an error does the same: `RATE_LIMIT_ERROR;body=stall`. */
  readonly errorBody?: string
  /** Whether it can come inside a running stream. */
  readonly cutsStreams?: true
  /** Fields without which it makes no sense. */
  readonly needs?: readonly 'delay'[]
  /** Whether it is one of HTTP/2 streams, and refused over HTTP/1.1. */
  readonly needsHttp2?: true
  /** Whether its bytes come at a rate that can be told. */
  readonly hasRate?: true
}

/** Every way for a connection to misbehave. A slow answer is the usual one, after its delay. */
export const transports = {
  reset: {
    onTheWire: 'the connection is reset before any answer',
    overHttp2: 'the connection is reset, with every stream on it',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'reset',
    notation: 'RST',
    label: 'reset',
    isServedBehindMsw: true,
  },
  close: {
    onTheWire: 'the connection is closed before any answer',
    overHttp2: 'the connection is closed without GOAWAY, with every stream on it',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'closed',
    notation: 'FIN',
    label: 'closed',
    isServedBehindMsw: true,
  },
  'reset-mid-body': {
    onTheWire: 'half of the body, then a reset',
    overHttp2: 'half of the body, then the connection is reset',
    inProcess: 'half of the body, then a network error',
    form: 'half-body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'reset',
    notation: 'RST@body',
    label: 'reset in the body',
    isServedBehindMsw: false,
    errorBody: 'reset',
    cutsStreams: true,
  },
  'close-mid-body': {
    onTheWire: 'half of the body, then the end',
    overHttp2: 'half of the body, then the connection is closed without GOAWAY',
    inProcess: 'half of the body, then a network error',
    form: 'half-body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'FIN@body',
    label: 'closed in the body',
    isServedBehindMsw: false,
    errorBody: 'close',
    cutsStreams: true,
  },
  'short-body': {
    onTheWire: 'a Content-Length that is longer than the body',
    overHttp2: 'a content-length that is longer than the body, then END_STREAM',
    inProcess: 'the body, then a network error',
    form: 'body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'SHORT',
    label: 'body too short',
    isServedBehindMsw: false,
    errorBody: 'short',
  },
  'stall-headers': {
    onTheWire: 'no answer, on a connection that stays open',
    overHttp2: 'no answer on this stream; the others go on',
    inProcess: 'no answer',
    form: 'no-answer',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'silent',
    notation: 'STALL',
    label: 'silence',
    isServedBehindMsw: true,
  },
  'stall-body': {
    onTheWire: 'half of the body, then silence',
    overHttp2: 'half of the body, then silence on this stream; the others go on',
    inProcess: 'half of the body, then silence',
    form: 'half-body-then-silence',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'silent',
    notation: 'STALL@body',
    label: 'body stalls',
    isServedBehindMsw: false,
    errorBody: 'stall',
    cutsStreams: true,
  },
  'slow-body': {
    onTheWire: 'the answer, drop by drop: in two seconds, or at a `rate`',
    overHttp2: 'the same; other streams go on',
    inProcess: 'the same',
    form: 'dripping-body',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'kept',
    notation: 'SLOW',
    label: 'slow-body',
    isServedBehindMsw: false,
    errorBody: 'drip',
    hasRate: true,
  },
  'malformed-chunk': {
    onTheWire: 'half of the body, then a chunk that is none',
    overHttp2: 'half of the body, then a frame that is none; the connection is closed',
    inProcess: 'half of the body, then a network error',
    form: 'half-body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'BADCHUNK',
    label: 'malformed-chunk',
    isServedBehindMsw: false,
    errorBody: 'malformed-chunk',
  },
  garbage: {
    onTheWire: 'bytes that are not HTTP',
    overHttp2: 'bytes that are not HTTP/2; the connection is closed',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'closed',
    notation: 'GARBAGE',
    label: 'garbage',
    isServedBehindMsw: false,
  },
  'early-hints': {
    onTheWire: '103 Early Hints, then the answer',
    overHttp2: '103 Early Hints, then the answer',
    inProcess: 'the answer',
    form: 'answer',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'kept',
    notation: '103+',
    label: '103 first',
    isServedBehindMsw: false,
  },
  'slow-answer': {
    onTheWire: 'the usual answer after its `delay`',
    overHttp2: 'the usual answer after its `delay`',
    inProcess: 'the same',
    form: 'answer',
    isWholeInProcess: true,
    runsOperation: true,
    sendsHead: true,
    ending: 'kept',
    notation: 'LATE',
    label: 'slow-answer',
    isServedBehindMsw: false,
    needs: ['delay'],
  },
  'h2-refused-stream': {
    onTheWire: 'refused: HTTP/1.1 has no streams',
    overHttp2: 'RST_STREAM with REFUSED_STREAM: nothing was processed (RFC 9113 §8.7)',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'kept',
    notation: 'REFUSED_STREAM',
    label: 'refused stream',
    isServedBehindMsw: false,
    needsHttp2: true,
  },
  'h2-internal-error': {
    onTheWire: 'refused: HTTP/1.1 has no streams',
    overHttp2: 'RST_STREAM with INTERNAL_ERROR, before any answer or inside a stream',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'kept',
    notation: 'INTERNAL_ERROR',
    label: 'stream error',
    isServedBehindMsw: false,
    cutsStreams: true,
    needsHttp2: true,
  },
  'h2-cancel': {
    onTheWire: 'refused: HTTP/1.1 has no streams',
    overHttp2: 'RST_STREAM with CANCEL, before any answer or inside a stream',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'kept',
    notation: 'CANCEL',
    label: 'stream cancelled',
    isServedBehindMsw: false,
    cutsStreams: true,
    needsHttp2: true,
  },
  'h2-goaway': {
    onTheWire: 'refused: HTTP/1.1 has no streams',
    overHttp2: 'GOAWAY whose last stream is one before: nothing was processed; the connection is closed',
    inProcess: 'a network error',
    form: 'network-error',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'closed',
    notation: 'GOAWAY',
    label: 'goaway',
    isServedBehindMsw: false,
    needsHttp2: true,
  },
  'h2-goaway-processed': {
    onTheWire: 'refused: HTTP/1.1 has no streams',
    overHttp2: 'GOAWAY whose last stream is this one, then its answer; the connection is closed',
    inProcess: 'the answer',
    form: 'answer',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'GOAWAY+',
    label: 'goaway, then the answer',
    isServedBehindMsw: false,
    needsHttp2: true,
  },
} as const satisfies Record<string, TransportRow>

export type TransportKind = keyof typeof transports

export const transportKinds = Object.keys(transports) as readonly TransportKind[] // keys of a literal object

export const isTransportKind = (name: string): name is TransportKind => Object.hasOwn(transports, name)

/** The row of a kind, widened so that optional fields can be read on any of them. */
export const transportRow = (kind: TransportKind): TransportRow => transports[kind]

/** Words for what can be wrong with the body of an error. */
export type ErrorBody = {
  [Kind in TransportKind]: (typeof transports)[Kind] extends { readonly errorBody: infer Word } ? Word : never
}[TransportKind]

const withErrorBody = transportKinds.filter((kind) => transportRow(kind).errorBody !== undefined)

export const errorBodies = withErrorBody.map((kind) => transportRow(kind).errorBody) as readonly ErrorBody[] // those of the rows

/** The kind whose row has this word. */
export function kindOfErrorBody(word: ErrorBody): TransportKind {
  const kind = withErrorBody.find((one) => transportRow(one).errorBody === word)
  if (kind === undefined) throw new TypeError(`${word} is no way for the body of an error to go wrong`)
  return kind
}

/** Whether it can come while a request is still being sent: not if it begins an answer, since whoever answers reads first. */
export const comesDuringUpload = (kind: TransportKind): boolean => !transports[kind].runsOperation

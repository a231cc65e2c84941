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
  /** What a client of the server sees, for the documents. */
  readonly onTheWire: string
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
  /** Whether it can come inside a running stream. */
  readonly cutsStreams?: true
  /** Fields without which it makes no sense. */
  readonly needs?: readonly 'delay'[]
}

/** Every way for a connection to misbehave. A slow answer is the usual one, after its delay. */
export const transports = {
  reset: {
    onTheWire: 'the connection is reset before any answer',
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
    inProcess: 'half of the body, then a network error',
    form: 'half-body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'reset',
    notation: 'RST@body',
    label: 'reset in the body',
    isServedBehindMsw: false,
    cutsStreams: true,
  },
  'close-mid-body': {
    onTheWire: 'half of the body, then the end',
    inProcess: 'half of the body, then a network error',
    form: 'half-body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'FIN@body',
    label: 'closed in the body',
    isServedBehindMsw: false,
    cutsStreams: true,
  },
  'short-body': {
    onTheWire: 'a Content-Length that is longer than the body',
    inProcess: 'the body, then a network error',
    form: 'body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'SHORT',
    label: 'body too short',
    isServedBehindMsw: false,
  },
  'stall-headers': {
    onTheWire: 'no answer, on a connection that stays open',
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
    inProcess: 'half of the body, then silence',
    form: 'half-body-then-silence',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'silent',
    notation: 'STALL@body',
    label: 'body stalls',
    isServedBehindMsw: false,
    cutsStreams: true,
  },
  'slow-body': {
    onTheWire: 'the answer, drop by drop',
    inProcess: 'the answer, drop by drop',
    form: 'dripping-body',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'kept',
    notation: 'SLOW',
    label: 'slow-body',
    isServedBehindMsw: false,
  },
  'malformed-chunk': {
    onTheWire: 'half of the body, then a chunk that is none',
    inProcess: 'half of the body, then a network error',
    form: 'half-body-then-error',
    isWholeInProcess: false,
    runsOperation: true,
    sendsHead: true,
    ending: 'closed',
    notation: 'BADCHUNK',
    label: 'malformed-chunk',
    isServedBehindMsw: false,
  },
  garbage: {
    onTheWire: 'bytes that are not HTTP',
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
} as const satisfies Record<string, TransportRow>

export type TransportKind = keyof typeof transports

export const transportKinds = Object.keys(transports) as readonly TransportKind[] // keys of a literal object

/** The row of a kind, widened so that optional fields can be read on any of them. */
export const transportRow = (kind: TransportKind): TransportRow => transports[kind]

/**
 * A GOAWAY frame (RFC 9113 §6.8). Node's own says that the stream at hand was processed; this one can say that it was not.
 * @param lastStreamId the last stream that was processed; 0 for none
 */
export function goAwayFrame(lastStreamId: number, errorCode: number): Uint8Array {
  const frame = Buffer.alloc(17)
  frame.writeUIntBE(8, 0, 3) // length of what follows the nine bytes of the frame's head
  frame[3] = 7 // GOAWAY, on stream 0 and without flags
  frame.writeUInt32BE(lastStreamId, 9)
  frame.writeUInt32BE(errorCode, 13)
  return frame
}

import type { Handler } from '../operation.ts'

/** Nobody reads the message: it is not even kept. */
export const contactSupport: Handler<'contactSupport'> = () => ({
  body: { success: true, message: 'The message was received' },
})

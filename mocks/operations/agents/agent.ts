import type { Refusal } from '../../core/message.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { askProvider } from '../ask-provider.ts'
import type { Context } from '../operation.ts'

/** Lets an agent begin: the provider answers and the plan covers so many descriptions, or why not. */
export async function beginAgent(call: Context, descriptions = 1): Promise<Refusal | undefined> {
  return (await askProvider(call)) ?? takeDescriptions(call.tenant, descriptions, call.nowMs)
}

/** A token of text is about four characters. */
const tokensOf = (text: string) => Math.ceil(text.length / 4)

/** What every agent tells of its own work. */
export function agentFigures(
  { time }: Pick<Context, 'time'>,
  startMs: number,
  { asked, answered, calls = 1 }: { readonly asked: string; readonly answered: string; readonly calls?: number },
) {
  const [input, output] = [tokensOf(asked), tokensOf(answered)]
  return {
    execution_time_ms: Math.round(time.monotonic() - startMs),
    iterations: calls,
    token_usage: {
      input_tokens: input,
      output_tokens: output,
      total_tokens: input + output,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
      call_count: calls,
    },
  }
}

/** `1 image`, `2 images`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

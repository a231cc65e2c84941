import { isAnswered } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { replaceExchange } from '../sabotage.ts'

export const answerKeepsTheKey = runRule({
  id: 'answer-keeps-the-key',
  statement: "No answer repeats the caller's API key",
  source: 'assumed of any API: answers are logged where keys must not be',
  level: 'MUST',
  check(run) {
    const withKey = run.exchanges.filter(isAnswered).filter(({ credential }) => credential !== 'none')
    if (withKey.length === 0) return null
    return withKey
      .filter(({ echoesCredential }) => echoesCredential)
      .map((exchange) => ({ evidence: 'The answer holds the API key (masked here)', exchange }))
  },
  unseen: 'No request with a key was answered',
  sabotage(run) {
    const victim = run.exchanges.filter(isAnswered).find(({ credential }) => credential === 'main')
    if (!victim) throw new Error('The sabotage found no answer to a key')
    return replaceExchange(run, { ...victim, echoesCredential: true })
  },
})

import { useSignal } from '@preact/signals'
import { giveToken, tokenState } from '../api/control.ts'

/** Asks for the control token. It is kept until this tab of the browser is closed. */
export function TokenForm() {
  const typed = useSignal('')
  const give = (event: SubmitEvent) => {
    event.preventDefault()
    if (typed.value !== '') giveToken(typed.value)
  }
  return (
    <main class="token">
      <form class="card" onSubmit={give}>
        <h1>Control token</h1>
        <p>This mock was started with a control token. Whoever steers it, or reads its journal, must know it.</p>
        <label for="token">Token</label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
          }}
        />
        {tokenState.value === 'wrong' && (
          <p role="alert" class="problem">
            The token is wrong.
          </p>
        )}
        <button type="submit" class="main">
          Go on
        </button>
        <p class="hint">It is kept in this tab only, and forgotten when the tab is closed.</p>
      </form>
    </main>
  )
}

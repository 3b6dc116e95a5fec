import { canaryOf } from '../load.ts'
import { logsOf } from '../logs.ts'
import type { Check, World } from './world.ts'

/** A code stands by itself, between quotes, after its name, or in two halves as in the mail: six digits of a time or an id do not. */
const codeLike = [/"(\d{6})"/g, /\bcode\W{1,4}(\d{6})\b/gi, /(?<![\d.:-])(\d{3}[ \u00A0]\d{3})(?![\d.:-])/g]

const AROUND = 100

/** What must stand in no line: any address at the organizations' domains, what people write, and what opens a door. */
const wordsOf = ({ load, history, stage }: World) => {
  const tokensInMails = stage.mail.taken.flatMap(({ text }) => [...text.matchAll(/(?:token=|\/unsubscribe\/)([\w.~-]{16,})/g)].map(([, token]) => token ?? ''))
  return new Map<string, string>([
    ...load.people.map(({ address }) => [address.slice(address.indexOf('@')), 'an address'] as const),
    ...load.organizationIds.map((organizationId) => [canaryOf(organizationId), 'what somebody wrote'] as const),
    ...[...history.secrets.tokens, ...tokensInMails].map((token) => [token, 'a token'] as const),
    [stage.serviceSecret, 'the secret of services'],
  ])
}

export const logsSayNothing: Check = {
  number: 15,
  says: 'no log holds an address, a word that somebody wrote, a cookie, a token or a code',
  run: async (world) => {
    const { codes, tokens } = world.history.secrets
    const violations: string[] = []
    let checked = 0
    // Without a session and a code there is nothing that could show.
    if (codes.size === 0 || tokens.size === 0) return { checked, violations }
    const words = wordsOf(world)
    for (const { name, text } of logsOf(world.stage)) {
      checked += words.size + codes.size
      for (const [word, what] of words) {
        const at = text.indexOf(word)
        if (at >= 0) violations.push(`${name} holds ${what}: ${text.slice(Math.max(0, at - AROUND), at + AROUND).replaceAll(/\s+/g, ' ')}`)
      }
      for (const like of codeLike)
        for (const { 0: found, 1: digits = '', index } of text.matchAll(like))
          if (codes.has(digits.replaceAll(/\D/g, '')))
            violations.push(`${name} holds a code: ${text.slice(Math.max(0, index - AROUND), index + found.length + AROUND).replaceAll(/\s+/g, ' ')}`)
    }
    return { checked, violations }
  },
}

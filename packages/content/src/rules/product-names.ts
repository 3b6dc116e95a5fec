import type { CardsSource } from '../course-source.ts'
import type { Problem } from '../problem.ts'

/** Two may be named as examples; a third makes it a list of what to buy. */
const mostNamed = 2
const product =
  /\b(?:Zoom|Microsoft Teams|Teams|Google Meet|Webex|Skype|FaceTime|WhatsApp|Signal|Telegram|Messenger|Facebook|Instagram|WeChat|Viber|Gmail|Outlook|OneDrive|Dropbox|Google Drive|ChatGPT|Copilot|Gemini|DeepL|Google Translate|Google Docs|DocuSign|Adobe|Bitwarden|1Password|LastPass|Slack|Canva|Kahoot)\b/g

/** A course teaches a way of working, and sells nothing. */
export function productNames({ halves }: CardsSource): Problem[] {
  return [halves.en, halves.fr].flatMap((half) => {
    const named = [...new Set(half?.source.match(product) ?? [])]
    if (half === null || named.length <= mostNamed) return []
    return [
      { file: half.file, what: `It names ${named.length} products: ${named.join(', ')}.`, remedy: 'Say “your video tool”, and keep two examples at most.' },
    ]
  })
}

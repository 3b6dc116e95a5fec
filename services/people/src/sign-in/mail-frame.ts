import type { Language } from '@handrail/contracts'

/** What every mail of sign-in looks like: one sheet of paper with a title. */
export const mailFrame = (language: Language, words: { subject: string; preview: string; title: string }, body: string) => `
<mjml lang="${language}">
  <mj-head>
    <mj-title>${words.subject}</mj-title>
    <mj-preview>${words.preview}</mj-preview>
    <mj-attributes>
      <mj-all font-family="system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.5" color="#1d2a2b" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#fbf8f3" width="480px">
    <mj-section padding="32px 16px"><mj-column background-color="#ffffff" border-radius="14px" padding="16px 8px">
      <mj-text><h1 style="margin:0;font-size:22px;font-weight:600">${words.title}</h1></mj-text>
      ${body}
    </mj-column></mj-section>
  </mj-body>
</mjml>`

import { beforeAll, describe, expect, test } from 'vitest'
import { compileTemplate, fill, type MailTemplate, TemplateError } from './index.ts'

type Digest = {
  subject: string
  name: string
  home: string
  late: false | { items: { title: string; due: string; url: string }[] }
  invitations: false | { from: string; note: string }
  ideas: { title: string; minutes: number }[]
}

const digestMjml = `
<mjml lang="fr">
  <mj-head>
    <mj-title>{{subject}}</mj-title>
    <mj-preview>Aperçu caché</mj-preview>
  </mj-head>
  <mj-body>
    <mj-section><mj-column>
      <mj-image src="https://handrail.test/logo.png" alt="Handrail" href="{{home}}" />
      <mj-text><h1>Bonjour {{name}}</h1><p>Voici votre semaine &amp; la suite.</p></mj-text>
    </mj-column></mj-section>
    <mj-raw>{{#late}}</mj-raw>
    <mj-section><mj-column>
      <mj-text><h2>En retard</h2><ul>{{#items}}<li><a href="{{url}}">{{title}}</a>, pour le {{due}}</li>{{/items}}</ul></mj-text>
    </mj-column></mj-section>
    <mj-raw>{{/late}}</mj-raw>
    <mj-raw>{{#invitations}}</mj-raw>
    <mj-section><mj-column>
      <mj-text><p>{{from}} vous invite.{{#note}} « {{note}} »{{/note}}</p></mj-text>
    </mj-column></mj-section>
    <mj-raw>{{/invitations}}</mj-raw>
    <mj-section><mj-column>
      <mj-text><h2>Idées</h2></mj-text>
      <mj-table><tr><th>Parcours</th><th>Minutes</th></tr>{{#ideas}}<tr><td>{{title}}</td><td>{{minutes}}</td></tr>{{/ideas}}</mj-table>
      <mj-button href="{{home}}/plan">Ouvrir</mj-button>
    </mj-column></mj-section>
  </mj-body>
</mjml>`

const full: Digest = {
  subject: 'Votre semaine',
  name: 'Ana',
  home: 'https://handrail.test',
  late: {
    items: [
      { title: 'Accueil', due: '3 mars', url: 'https://handrail.test/p/1' },
      { title: 'Sécurité', due: '5 mars', url: 'https://handrail.test/p/2' },
    ],
  },
  invitations: { from: 'Bo', note: '' },
  ideas: [
    { title: 'Écoute', minutes: 5 },
    { title: 'Deuil', minutes: 12 },
  ],
}

const page = (body: string) => `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`
const inText = (body: string) => compileTemplate(page(`<mj-text>${body}</mj-text>`))

let digest: MailTemplate<Digest>
beforeAll(async () => {
  digest = await compileTemplate<Digest>(digestMjml)
})

describe('a digest', () => {
  test('reads well as plain text', () => {
    expect(fill(digest, full).text).toBe(`Handrail <https://handrail.test>

Bonjour Ana

Voici votre semaine & la suite.

En retard

 * Accueil <https://handrail.test/p/1>, pour le 3 mars
 * Sécurité <https://handrail.test/p/2>, pour le 5 mars

Bo vous invite.

Idées

Parcours Minutes
Écoute 5
Deuil 12

Ouvrir <https://handrail.test/plan>
`)
  })

  test('leaves out the sections that have nothing to say, without a gap', () => {
    const { html, text } = fill(digest, { ...full, late: false, invitations: false })
    expect(text).toContain('la suite.\n\nIdées')
    expect(html).not.toMatch(/En retard|vous invite/)
  })

  test('fills everything, in both parts', () => {
    const { html, text } = fill(digest, full)
    expect(html + text).not.toMatch(/\{\{/)
    expect(html).toContain('<html lang="fr"')
    expect(html.match(/<li>/g)).toHaveLength(2)
  })

  test('fetches no font from a third party', () => {
    expect(fill(digest, full).html).not.toMatch(/fonts\.g|@import/)
  })
})

describe('a value', () => {
  const nasty = `<img src=x onerror="alert('1')">&`

  test('is escaped in the HTML part, in text and in attributes', async () => {
    const template = await compileTemplate(page('<mj-text>{{v}}</mj-text><mj-image src="https://a.test/x.png" alt="{{v}}" />'))
    const { html } = fill(template, { v: nasty })
    expect(html.match(/&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt;&amp;/g)).toHaveLength(2)
    expect(html).not.toContain('<img src=x')
  })

  test('is escaped inside lists too', async () => {
    expect(fill(await inText('{{#l}}<b>{{.}}</b>{{/l}}'), { l: [nasty] }).html).toContain('<b>&lt;img')
  })

  test('is not escaped in the text part, and cannot start a line of its own', async () => {
    expect(fill(await inText('From {{v}}.'), { v: `A & B\r\n\r\nPay <here>` }).text).toBe('From A & B Pay <here>.\n')
  })

  test.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.test', 'x'])(
    'that begins a link must be a web or mail address: %s',
    async (url) => {
      const template = await inText('<a href="{{url}}">x</a>')
      expect(() => fill(template, { url })).toThrow(TemplateError)
    },
  )

  test('in a link keeps its query', async () => {
    const { html, text } = fill(await inText('<a href="{{url}}">x</a>'), { url: 'https://a.test/?a=1&b="2"' })
    expect(html).toContain('href="https://a.test/?a=1&amp;b=&quot;2&quot;"')
    expect(text).toBe('x <https://a.test/?a=1&b="2">\n')
  })

  test('that is missing is an error that names the tag and no value', async () => {
    const template = await inText('{{name}} {{other}}')
    expect(() => fill(template, { name: 'canary' })).toThrow(/^\{\{other\}\} has no value/)
  })
})

describe('a template is refused', () => {
  test.each([
    ['with mj-include, which MJML drops silently', page('<mj-include path="./part.mjml" />')],
    ['with an unknown element', page('<mj-foo />')],
    ['that is no MJML', 'nope'],
    ['with a value in a style sheet', '<mjml><mj-head><mj-style>a{color:{{c}}}</mj-style></mj-head><mj-body></mj-body></mjml>'],
    ['with a value in a style attribute', page('<mj-text><p style="color:{{c}}">x</p></mj-text>')],
    ['with a value in an event handler', page('<mj-text><p onclick="{{c}}">x</p></mj-text>')],
    ['with a value in an unquoted attribute', page('<mj-text><a href={{c}}>x</a></mj-text>')],
    ['with a value as an attribute', page('<mj-text><p {{c}}>x</p></mj-text>')],
    ['with a value in a script', page('<mj-raw><script>{{c}}</script></mj-raw>')],
    ['with a section inside an element', page('<mj-text><p {{#c}}class="x"{{/c}}>x</p></mj-text>')],
    ['with a section that is never closed', page('<mj-text>{{#c}}</mj-text>')],
  ])('%s', async (_name, source) => {
    await expect(compileTemplate(source)).rejects.toThrow(TemplateError)
  })
})

test('filling does not run MJML, and is hundreds of times faster', async () => {
  const millisecondsOf = async (times: number, work: () => unknown) => {
    const start = performance.now()
    for (let i = 0; i < times; i++) await work()
    return (performance.now() - start) / times
  }
  await millisecondsOf(3, () => compileTemplate(digestMjml))
  const compiling = await millisecondsOf(5, () => compileTemplate(digestMjml))
  await millisecondsOf(2_000, () => fill(digest, full))
  const filling = await millisecondsOf(2_000, () => fill(digest, full))
  expect(compiling / filling).toBeGreaterThan(100)
})

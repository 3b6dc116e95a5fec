import type { Language } from '@handrail/contracts'
import type { Answers } from '../components/cards/answers.ts'
import { CardBody, type ShowingCard } from '../components/cards/body.tsx'
import { type AskingCard, type Screen, screensOf } from '../components/cards/screen.ts'
import { Task } from '../components/cards/task.tsx'
import { Markdown } from '../components/markdown.tsx'
import type { Words } from '../words/words.ts'

type Examples = { story: AskingCard; question: AskingCard; order: AskingCard; match: AskingCard; showing: readonly ShowingCard[] }

const svg = `<svg viewBox="0 0 320 200">
<rect class="pale" x="10" y="34" width="300" height="150" rx="24"/>
<path class="soft" d="M26 160H118M206 160H294"/>
<rect class="paper" x="116" y="10" width="92" height="180" rx="16"/>
<path class="line" d="M150 24H174"/>
<rect class="strong" x="146" y="56" width="32" height="26" rx="6"/>
<path class="line" d="M152 56V48a10 10 0 0 1 20 0V56"/>
<rect class="mid" x="128" y="104" width="68" height="34" rx="9"/>
<circle class="warm" cx="142" cy="121" r="6"/>
<path class="soft" d="M156 116H184M156 126H176"/>
<circle class="fill" cx="162" cy="174" r="5"/>
</svg>`

const examples: Record<Language, Examples> = {
  en: {
    story: {
      kind: 'scenario',
      cardId: 'the-picture-freezes',
      heading: 'The picture freezes',
      body: 'You are on video with Ms. Sahar. In the middle of her question, the picture freezes. What do you do?',
      choices: [
        { choiceId: 'call', text: 'I call her on the phone at once.', right: true, feedback: 'Yes. Her question is still fresh, and a voice is enough.' },
        {
          choiceId: 'text',
          text: 'I send her question back to her in a text.',
          right: false,
          feedback: 'It shows that you listened. But you do not see who holds the phone.',
          leadsTo: 'read-at-supper',
        },
      ],
      turns: [
        {
          turnId: 'read-at-supper',
          heading: 'The text is read at supper',
          body: 'An hour later she answers: “My son read it to all of us.” What do you write?',
          choices: [
            {
              choiceId: 'ask',
              text: '“I should have called you. When is a good time?”',
              right: true,
              feedback: 'Yes. You own what happened, and the next word is hers.',
            },
            {
              choiceId: 'explain',
              text: 'I explain the rest in a second text.',
              right: false,
              feedback: 'The phone is still on the table. What you add is read there too.',
            },
          ],
        },
      ],
    },
    order: {
      kind: 'order',
      cardId: 'a-lost-phone',
      heading: 'A lost phone',
      body: 'You reach for your work phone, and it is not there. What comes first?',
      items: [
        { itemId: 'lock', text: 'Lock it from another device.', why: 'A locked phone buys time for all the rest.' },
        { itemId: 'tell', text: 'Call the person who looks after devices.', why: 'They can close what you cannot reach.' },
        { itemId: 'change', text: 'Change the password of your work mail.', why: 'Mail opens the door to everything else.' },
        { itemId: 'write', text: 'Write down what was on it.', why: 'Your privacy lead needs it to decide who must be told.' },
      ],
    },
    match: {
      kind: 'match',
      cardId: 'what-a-setting-does',
      heading: 'What a setting does',
      body: 'Three settings, each for a different moment.',
      pairs: [
        { pairId: 'code', left: 'A code of six digits', right: 'A stranger who finds the phone cannot guess the way in.' },
        { pairId: 'previews', left: 'Hidden previews', right: 'People nearby see that a message came, and not what it says.' },
        { pairId: 'sign-out', left: 'Signing out', right: 'The next person does not work under your name.' },
      ],
    },
    question: {
      kind: 'question',
      cardId: 'who-may-read-it',
      heading: 'Who may read it',
      body: 'A note about a client lies open on your screen. Who may read it? Choose all that fit.',
      choices: [
        { choiceId: 'colleague', text: 'The colleague who sees her tomorrow.', right: true, feedback: 'She agreed to it, and it saves her telling it twice.' },
        { choiceId: 'client', text: 'The client herself.', right: true, feedback: 'It is about her. Write as if she stood beside you.' },
        { choiceId: 'next', text: 'Whoever sits at your desk next.', right: false, feedback: 'Lock the screen when you stand up.' },
      ],
    },
    showing: [
      {
        kind: 'read',
        cardId: 'three-places',
        heading: 'Three places',
        body: 'A client’s name can show in **three places**:\n\n- the lock screen\n- the calendar\n- the call list\n\nOne setting closes each of them.',
      },
      {
        kind: 'image',
        cardId: 'a-quiet-screen',
        heading: 'A quiet screen',
        body: 'The dot says that somebody wrote. The rest waits until the phone is in your hand.',
        drawing: { svg, alternative: 'A locked phone on a table. A dot shows that a message has come, and nothing shows what it says.' },
      },
      {
        kind: 'flashcards',
        cardId: 'words-of-the-screen',
        heading: 'Words of the screen',
        body: 'Say what each word means, as you would to a client.',
        cards: [
          { front: 'Preview', back: 'The first words of a message, seen without opening it.' },
          { front: 'Two-step sign-in', back: 'A password, and then a code that only you can see.' },
        ],
      },
      { kind: 'reflection', cardId: 'your-own-phone', heading: 'Your own phone', body: 'When did somebody last see your screen who should not have?' },
      {
        kind: 'checklist',
        cardId: 'try-it',
        heading: 'Try it this week',
        body: 'Before the next appointment.',
        items: ['Hide the previews.', 'Set the lock to one minute.'],
      },
      { kind: 'discussion', cardId: 'talk-about-it', heading: 'Talk about it', body: 'Which of our rooms has screens that others can see?' },
    ],
  },
  fr: {
    story: {
      kind: 'scenario',
      cardId: 'the-picture-freezes',
      heading: 'L’image se fige',
      body: 'Vous êtes en vidéo avec Mme Sahar. Au milieu de sa question, l’image se fige. Que faites-vous?',
      choices: [
        {
          choiceId: 'call',
          text: 'Je lui téléphone tout de suite.',
          right: true,
          feedback: 'Oui. Sa question est encore toute fraîche, et la voix suffit.',
        },
        {
          choiceId: 'text',
          text: 'Je lui renvoie sa question par texto.',
          right: false,
          feedback: 'Elle verra que vous l’avez écoutée. Mais vous ne savez pas qui tient le téléphone.',
          leadsTo: 'read-at-supper',
        },
      ],
      turns: [
        {
          turnId: 'read-at-supper',
          heading: 'Le texto est lu au souper',
          body: 'Une heure plus tard, elle répond\u00a0: «\u00a0Mon fils l’a lu à toute la famille.\u00a0» Qu’écrivez-vous?',
          choices: [
            {
              choiceId: 'ask',
              text: '«\u00a0J’aurais dû vous appeler. Quel moment vous convient?\u00a0»',
              right: true,
              feedback: 'Oui. Vous reconnaissez ce qui s’est passé, et la suite lui appartient.',
            },
            {
              choiceId: 'explain',
              text: 'J’explique le reste dans un deuxième texto.',
              right: false,
              feedback: 'Le téléphone est encore sur la table. Ce que vous ajoutez y sera lu aussi.',
            },
          ],
        },
      ],
    },
    order: {
      kind: 'order',
      cardId: 'a-lost-phone',
      heading: 'Un cellulaire perdu',
      body: 'Vous cherchez votre cellulaire de travail, et il n’est plus là. Par quoi commencer?',
      items: [
        { itemId: 'lock', text: 'Le verrouiller à partir d’un autre appareil.', why: 'Un appareil verrouillé vous donne le temps de faire le reste.' },
        { itemId: 'tell', text: 'Appeler la personne qui s’occupe des appareils.', why: 'Elle peut fermer ce qui est hors de votre portée.' },
        { itemId: 'change', text: 'Changer le mot de passe du courriel de travail.', why: 'Le courriel ouvre la porte de tout le reste.' },
        {
          itemId: 'write',
          text: 'Noter ce qu’il contenait.',
          why: 'La personne responsable de la vie privée en a besoin pour savoir qui prévenir.',
        },
      ],
    },
    match: {
      kind: 'match',
      cardId: 'what-a-setting-does',
      heading: 'À quoi sert chaque réglage',
      body: 'Trois réglages, chacun pour un moment différent.',
      pairs: [
        { pairId: 'code', left: 'Un code de six chiffres', right: 'La personne qui trouve l’appareil ne peut pas deviner comment l’ouvrir.' },
        { pairId: 'previews', left: 'Les aperçus masqués', right: 'On voit qu’un message est arrivé, sans voir ce qu’il dit.' },
        { pairId: 'sign-out', left: 'La fermeture de session', right: 'La personne suivante ne travaille pas sous votre nom.' },
      ],
    },
    question: {
      kind: 'question',
      cardId: 'who-may-read-it',
      heading: 'Qui peut la lire',
      body: 'Une note sur une cliente est ouverte à votre écran. Qui peut la lire? Choisissez tout ce qui convient.',
      choices: [
        {
          choiceId: 'colleague',
          text: 'La collègue qui la rencontre demain.',
          right: true,
          feedback: 'Elle y a consenti, et n’aura pas à tout raconter deux fois.',
        },
        { choiceId: 'client', text: 'La cliente elle-même.', right: true, feedback: 'Il s’agit d’elle. Écrivez comme si elle était à côté de vous.' },
        { choiceId: 'next', text: 'La prochaine personne à ce bureau.', right: false, feedback: 'Verrouillez l’écran en vous levant.' },
      ],
    },
    showing: [
      {
        kind: 'read',
        cardId: 'three-places',
        heading: 'Trois endroits',
        body: 'Le nom d’une personne peut paraître à **trois endroits**\u00a0:\n\n- l’écran verrouillé\n- le calendrier\n- la liste des appels\n\nUn réglage ferme chacun d’eux.',
      },
      {
        kind: 'image',
        cardId: 'a-quiet-screen',
        heading: 'Un écran discret',
        body: 'Le point dit que quelqu’un a écrit. Le reste attend que l’appareil soit dans votre main.',
        drawing: { svg, alternative: 'Un cellulaire verrouillé sur une table. Un point montre qu’un message est arrivé; rien ne montre ce qu’il dit.' },
      },
      {
        kind: 'flashcards',
        cardId: 'words-of-the-screen',
        heading: 'Les mots de l’écran',
        body: 'Dites ce que veut dire chaque mot, comme à une personne cliente.',
        cards: [
          { front: 'Aperçu', back: 'Les premiers mots d’un message, visibles sans l’ouvrir.' },
          { front: 'Connexion en deux étapes', back: 'Un mot de passe, puis un code que vous seul ou seule pouvez voir.' },
        ],
      },
      {
        kind: 'reflection',
        cardId: 'your-own-phone',
        heading: 'Votre téléphone',
        body: 'Quand quelqu’un a-t-il vu votre écran pour la dernière fois sans que ce soit voulu?',
      },
      {
        kind: 'checklist',
        cardId: 'try-it',
        heading: 'À essayer cette semaine',
        body: 'Avant le prochain rendez-vous.',
        items: ['Masquer les aperçus.', 'Régler le verrouillage à une minute.'],
      },
      { kind: 'discussion', cardId: 'talk-about-it', heading: 'À discuter', body: 'Dans quelles pièces nos écrans sont-ils à la vue des autres?' },
    ],
  },
}

const Shown = ({ words, screen, given }: { words: Words; screen: Screen | undefined; given?: string }) => {
  if (!screen) return null
  const answers: Answers = new URLSearchParams(given)
  return (
    <form class="asks">
      <h3>{screen.heading}</h3>
      <Markdown text={screen.body} />
      <Task words={words} screen={screen} answers={answers} judged={given !== undefined} />
    </form>
  )
}

/** Each kind of card, asked and checked. */
export const ExampleCards = ({ words }: { words: Words }) => {
  const { story, question, order, match, showing } = examples[words.language]
  const [scene, turn] = screensOf(story)
  const [asking] = screensOf(question)
  const [toOrder] = screensOf(order)
  const [toMatch] = screensOf(match)
  return (
    <>
      <h2>{words.t('design.story')}</h2>
      <Shown words={words} screen={scene} given="choice=text" />
      <a class="go" href="#read-at-supper">
        {words.t('course.see')}
      </a>
      <Shown words={words} screen={turn} />
      <h2>{words.t('design.order')}</h2>
      <Shown words={words} screen={toOrder} />
      <Shown words={words} screen={toOrder} given="place-lock=1&place-tell=3&place-change=2&place-write=4" />
      <h2>{words.t('design.match')}</h2>
      <Shown words={words} screen={toMatch} />
      <Shown words={words} screen={toMatch} given="pair-code=code&pair-previews=sign-out" />
      <h2>{words.t('design.question')}</h2>
      <Shown words={words} screen={asking} given="choice=client&choice=next" />
      <h2>{words.t('design.showing')}</h2>
      {showing.map((card) => (
        <div class="stack">
          <h3>{card.heading}</h3>
          <CardBody words={words} card={card} keepAs={`design-${card.cardId}`} kept={null} />
        </div>
      ))}
    </>
  )
}

/// <reference lib="dom" />
/** Keeps what is answered on a screen in this tab, so that going back finds it. It ends with the tab, and at sign-out. */
export const answersKept = (fieldset: HTMLFieldSetElement, form: HTMLFormElement) => {
  const key = `handrail-answers ${form.dataset.person} ${location.pathname} ${fieldset.dataset.screen}`
  const controls = () => [...fieldset.elements].filter((control): control is HTMLInputElement | HTMLSelectElement => 'value' in control && 'name' in control)
  const isTicked = (control: HTMLInputElement | HTMLSelectElement) => !('checked' in control) || control.tagName === 'SELECT' || control.checked

  return {
    keep: (checked: boolean) => {
      const fields = controls().flatMap((control) => (control.name && isTicked(control) ? [[control.name, control.value]] : []))
      sessionStorage.setItem(key, JSON.stringify({ checked, fields }))
    },
    /** Puts back what was kept. Null when there is nothing; else whether it had been checked. */
    putBack: (): { checked: boolean } | null => {
      const kept = sessionStorage.getItem(key)
      if (!kept) return null
      const { checked, fields } = JSON.parse(kept) as { checked: boolean; fields: [string, string][] }
      for (const control of controls()) {
        const values = fields.filter(([name]) => name === control.name).map(([, value]) => value)
        if (control.tagName === 'SELECT') control.value = values[0] ?? ''
        else if ('checked' in control) control.checked = values.includes(control.value)
      }
      return { checked }
    },
  }
}

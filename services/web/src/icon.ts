/** The sign: a stair with a rail. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#0b5f63"/><g fill="none" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"><path d="M12 52h12V42h12V32h12V22h5" stroke="#fbf8f3"/><path d="M14 34 44 10" stroke="#f0a06e"/></g></svg>'

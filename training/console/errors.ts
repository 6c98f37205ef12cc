/** Something the user can mend. The message says which file or option, what was expected and what to do; it is shown without a stack. */
export class UserError extends Error {
  override readonly name = "UserError";
}

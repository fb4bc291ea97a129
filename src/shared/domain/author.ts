/// Who did something, as it stays readable when the account or the link is gone.
export interface Author {
  readonly id: string
  readonly name: string
  /// Whom the guest link names that they came by.
  readonly link: string | null
}

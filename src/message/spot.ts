import { Token, TokenKind } from "liquidjs";

/** A place in a template that no token of Liquid begins at. */
export class Spot extends Token {
  constructor(input: string, begin: number) {
    super(TokenKind.HTML, input, begin, begin);
  }
}

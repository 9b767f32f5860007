import type { Request, Response } from 'restify';

/** One route of the server. They are data, so that tests can ask for all of them: each page is tried, each call is described. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'del' | 'opts';
  readonly path: string;
  /** `page` is shown to people, `asset` belongs to a page, `api` is for providers' systems. */
  readonly surface: 'page' | 'asset' | 'api' | 'directline' | 'bot' | 'health';
  /** `unread` leaves the body of a post or put to the route; else it has been read into `req.body`, JSON or a form's fields. */
  readonly body?: 'unread';
  /** Answers completely. What it throws is answered as a fault without details and logged by its code. */
  readonly handle: (req: Request, res: Response) => Promise<void>;
}

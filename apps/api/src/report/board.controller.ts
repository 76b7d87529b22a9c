import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { slug } from '@learning-reviews/contracts/field';
import {
  board,
  type BoardMonths,
  boardMonths,
  type BoardQuery,
  boardQuery,
  type ReviewReach,
  reviewReach,
  type ReviewReachList,
  reviewReachList,
} from '@learning-reviews/contracts/partnership.contract';
import type { PartnershipScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile, AnswersStored } from '../platform/http/answers.js';
import { unpackBoard } from './board-body.js';
import { BoardService } from './board.service.js';
import { ReviewReachService } from './review-reach.service.js';

const CSV = 'text/csv; charset=utf-8';
const QUERY = { schema: boardQuery };

/** The partnership's figures, protected before they were stored. */
@Controller('partnership')
export class BoardController {
  constructor(
    private readonly boardService: BoardService,
    private readonly reviewReachService: ReviewReachService,
  ) {}

  /**
   * A published matrix of agencies by modules. It leaves as it lies in the database, compressed: the same bytes
   * for everybody, with nothing of the request in them, so that their length tells nobody anything.
   */
  @Get()
  @Requires('partnership.read-board')
  @AnswersStored(board)
  async read(
    @Scope() scope: PartnershipScope,
    @Query(QUERY) { month }: BoardQuery,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const body = await this.boardService.read(scope, month);
    response.type('json').vary('accept-encoding');
    if (request.acceptsEncodings('gzip') === false) response.send(unpackBoard(body));
    else response.set('content-encoding', 'gzip').send(body);
  }

  /** The same as a file. */
  @Get('board.csv')
  @Requires('partnership.read-board')
  @AnswersFile(CSV, 'Board')
  async send(
    @Scope() scope: PartnershipScope,
    @Query(QUERY) { month }: BoardQuery,
    @Res() response: Response,
  ) {
    const { name, text } = await this.boardService.readFile(scope, month);
    response
      .set({
        'content-type': CSV,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      .send(text);
  }

  /** The months that were published. */
  @Get('month')
  @Requires('partnership.read-board')
  @Answers(boardMonths)
  listMonths(@Scope() scope: PartnershipScope): Promise<BoardMonths> {
    return this.boardService.readMonths(scope);
  }

  /** How far the modules of each review have come. */
  @Get('review')
  @Requires('partnership.read-board')
  @Answers(reviewReachList)
  listReviews(@Scope() scope: PartnershipScope): Promise<ReviewReachList> {
    return this.reviewReachService.list(scope);
  }

  /** Reach of each of a review's modules, by agency and month. */
  @Get('review/:slug')
  @Requires('partnership.read-board')
  @Answers(reviewReach)
  showReview(
    @Scope() scope: PartnershipScope,
    @Param('slug', { schema: slug }) reviewSlug: string,
  ): Promise<ReviewReach> {
    return this.reviewReachService.show(scope, reviewSlug);
  }
}

import { Controller, Get, Res } from '@nestjs/common';
import { type Board, board } from '@learning-reviews/contracts/partnership.contract';
import type { PartnershipScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { BoardService } from './board.service.js';

const CSV = 'text/csv; charset=utf-8';

/** The partnership's figures, protected before they were stored. */
@Controller('partnership')
export class BoardController {
  constructor(private readonly boardService: BoardService) {}

  /** The latest published matrix of agencies by modules. */
  @Get()
  @Requires('partnership.read-board')
  @Answers(board)
  read(@Scope() scope: PartnershipScope): Promise<Board> {
    return this.boardService.read(scope);
  }

  /** The same as a file. */
  @Get('board.csv')
  @Requires('partnership.read-board')
  @AnswersFile(CSV, 'Board')
  async send(@Scope() scope: PartnershipScope, @Res() response: Response) {
    const { name, text } = await this.boardService.readFile(scope);
    response
      .set({
        'content-type': CSV,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      .send(text);
  }
}
